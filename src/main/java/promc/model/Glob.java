package promc.model;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;

/// Path globs as people write them: `*` and `?` stay within one folder, `**/` stands for any number of folders, none included.
public final class Glob {
    private Glob() {}

    /// A matcher of relative paths.
    ///
    /// @throws java.util.regex.PatternSyntaxException if `glob` is none
    public static PathMatcher of(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + withoutFolders(glob));
    }

    /// Java's `**/` wants at least one folder; an alternative that is empty allows none. Inside `{...}`, which Java does not nest, it stays as it is.
    private static String withoutFolders(String glob) {
        StringBuilder out = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                out.append(c).append(glob.charAt(++i));
                continue;
            }
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (braces == 0 && glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                out.append("{,**/}");
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
