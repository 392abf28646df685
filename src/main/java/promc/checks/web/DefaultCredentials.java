package promc.checks.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import promc.fix.Fix.Applicability;
import promc.fix.Fix;
import promc.fix.TextEdit;
import promc.lint.Check;
import promc.lint.CheckInfo;
import promc.lint.Context;
import promc.lint.Draft;
import promc.lint.Severity;
import promc.model.ComposeFile;
import promc.model.ComposeService.Port;
import promc.model.ComposeService;
import promc.model.MonitoringProgram;
import promc.model.ProcessEnvironment;
import promc.source.SourceFile;
import promc.yaml.YamlNode.YamlScalar;

/// A Grafana whose administrator has the password `admin`: because it is set so, or, LIKELY, because nothing sets it and other machines come to its port before anybody has changed it (`security.admin_password` of Grafana).
public final class DefaultCredentials implements Check.ServiceCheck {
    private static final CheckInfo INFO = CheckInfo.proved("web/default-credentials", Severity.WARNING, "The administrator of a Grafana has the password that everybody knows").fixable(Applicability.UNSAFE);
    private static final String PASSWORD = "GF_SECURITY_ADMIN_PASSWORD";
    private static final String DEFAULT = "admin";
    private static final Pattern DEFAULT_GIVEN = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*):?-admin}");
    /// What makes the password of no account.
    private static final List<String> OTHERWISE = List.of(PASSWORD, PASSWORD + "__FILE", "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "GF_AUTH_DISABLE_LOGIN_FORM", "GF_AUTH_BASIC_ENABLED", "GF_AUTH_ANONYMOUS_ENABLED",
            "GF_PATHS_CONFIG");

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public void check(ComposeService service, ComposeFile file, Context context) {
        if (MonitoringProgram.of(service).filter(program -> program == MonitoringProgram.GRAFANA).isEmpty()) {
            return;
        }
        ProcessEnvironment environment = ProcessEnvironment.of(context.estate(), service);
        if (environment.variables().getOrDefault(PASSWORD, Optional.empty()).filter(DEFAULT::equals).isPresent()) {
            Optional<YamlScalar> value = service.variable(PASSWORD);
            Draft draft = context.report(value.map(scalar -> scalar.text().file()).orElse(service.file()), value.map(YamlScalar::span).orElse(service.nameSpan()), "the administrator of this Grafana has the password `admin`"
                    + (value.filter(DefaultCredentials::isFilledIn).isPresent() ? " where no variable gives another" : "") + ", the first that anybody tries; take it from a secret by `" + PASSWORD + "__FILE`").fix(value.flatMap(DefaultCredentials::asked));
            if (value.filter(DefaultCredentials::isFilledIn).isPresent()) {
                draft.likely();
            }
            return;
        }
        Optional<Port> port = service.ports().stream().filter(known -> known.isOpen() && known.target().equals("3000")).findFirst();
        boolean silent = OTHERWISE.stream().allMatch(name -> environment.lacks(name) && !environment.variables().containsKey(name));
        if (port.isPresent() && silent && service.mounts().stream().noneMatch(mount -> mount.target().equals("/etc/grafana") || mount.target().equals("/etc/grafana/grafana.ini"))) {
            context.report(port.get().file(), port.get().span(), "port " + (port.get().published().isEmpty() ? port.get().target() : port.get().published())
                    + " is open to all machines that reach the host, and until somebody has logged in the administrator has the password `admin`; set `" + PASSWORD + "`").likely().severity(Severity.INFO);
        }
    }

    /// Asks who starts the project for the password, by a variable that Compose wants to have.
    private static Optional<Fix> asked(YamlScalar value) {
        SourceFile file = value.text().file();
        String written = value.span().of(file.text());
        String quote = written.startsWith("\"") || written.startsWith("'") ? written.substring(0, 1) : "";
        String bare = written.substring(quote.length(), written.length() - quote.length());
        Matcher given = DEFAULT_GIVEN.matcher(bare);
        boolean variable = given.matches();
        String before = file.text().substring(file.lineStart(file.line(value.span().start())), value.span().start());
        if (!variable && !bare.equals(DEFAULT) || before.indexOf('{') >= 0 || before.indexOf('[') >= 0) {
            return Optional.empty();
        }
        String name = variable ? given.group(1) : PASSWORD;
        return Optional.of(new Fix("Ask for it: `" + name + "` has to be set before the next `docker compose up`", Applicability.UNSAFE,
                List.of(new TextEdit(file, value.span(), quote + "${" + name + ":?set it in .env}" + quote))));
    }

    /// True if a default of Compose says it.
    private static boolean isFilledIn(YamlScalar value) {
        return value.span().of(value.text().file().text()).indexOf('$') >= 0;
    }
}
