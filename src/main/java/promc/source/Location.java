package promc.source;

/// A place for people: line and column from 1, the column in code points (cli.md, "Text").
public record Location(int line, int column) implements Comparable<Location> {
    @Override
    public int compareTo(Location other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
