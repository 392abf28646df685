package promc.cli;

import promc.report.Style;

/// `--color`. It wins over `NO_COLOR`, which wins over `FORCE_COLOR` and `CLICOLOR_FORCE`, which win over `TERM=dumb`; after all of them the output decides by
/// being a terminal.
enum ColourChoice {
    AUTO, ALWAYS, NEVER;

    Style style(Environment environment, String output) {
        return switch (this) {
            case ALWAYS -> Style.COLOUR;
            case NEVER -> Style.PLAIN;
            case AUTO -> auto(environment, output) ? Style.COLOUR : Style.PLAIN;
        };
    }

    private static boolean auto(Environment environment, String output) {
        if (environment.variable("NO_COLOR").isPresent()) {
            return false;
        }
        if (isForced(environment, "FORCE_COLOR") || isForced(environment, "CLICOLOR_FORCE")) {
            return true;
        }
        return environment.isTerminal(output) && environment.variable("TERM").filter("dumb"::equals).isEmpty();
    }

    private static boolean isForced(Environment environment, String variable) {
        return environment.variable(variable).filter(value -> !value.equals("0")).isPresent();
    }
}
