package promc.analysis;

/// A setting, and what tells it. The evidence lies in a text of its own ([Why#elsewhere]); where no text shows it, there is none.
public record Told<T>(T value, Why why) {}
