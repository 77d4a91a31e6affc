package org.openyibao.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.Application;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.database.DatabaseChoice;
import org.openyibao.server.database.OpenDatabase;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.sandbox.InSandbox;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `openyibao serve`: starts the server and stays until it is told to end.
@Command(name = "serve", sortOptions = false)
public final class Serve implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", defaultValue = "" + ServeOptions.DEFAULT_PORT)
    private int port = ServeOptions.DEFAULT_PORT;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = ServeOptions.LOOPBACK)
    private String bind = ServeOptions.LOOPBACK;

    @Option(names = "--load", paramLabel = "DIR")
    private @Nullable Path load;

    @Option(names = "--keys", paramLabel = "FILE")
    private @Nullable Path keys;

    @Option(names = "--oidc", paramLabel = "FILE")
    private @Nullable Path oidc;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        Messages messages = common.messages();
        ServeOptions options = options(port, bind, database.choice(messages), policies, messages)
                .withClock(common.clock());
        if (keys != null) {
            options = options.withKeys(Loading.keys(keys, console, messages));
        }
        if (oidc != null) {
            options = options.withProvider(OpenIdFile.read(oidc, System.getenv(), messages));
        }
        long begun = System.nanoTime();
        warnIfOpen(bind, console, messages);
        console.note(messages.text("serve.starting"));
        try (ServerRun run = start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::close, "server-close"));
            if (load != null) {
                Loading.load(run.service(Imports.class), load, console, messages);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            console.line(messages.text("serve.ready", run.baseUrl(), seconds(took)));
            run.awaitClose();
        }
        return 0;
    }

    static ServeOptions options(
            int port, String bind, DatabaseChoice database, PolicyOptions policies, Messages messages) {
        if (port < 0 || port > ServeOptions.LARGEST_PORT) {
            throw new CommandException(messages.text("serve.port", ServeOptions.LARGEST_PORT, port));
        }
        return new ServeOptions(port, bind, database, policies.folder());
    }

    /// Starts a server in this process and returns when it answers. The caller closes it. After a failure nothing is
    /// left running.
    ///
    /// @throws org.openyibao.engine.yaml.InvalidFileException if a pack cannot be understood
    /// @throws org.openyibao.server.database.DatabaseException if the database cannot be used
    /// @throws org.springframework.boot.web.server.PortInUseException if another program listens on the port
    public static ServerRun start(ServeOptions options) {
        requireFree(options);
        Policies policies = Policies.read(options.policies());
        OpenDatabase database = OpenDatabase.toServe(options.database());
        try {
            SpringApplication application = new SpringApplication(Application.class);
            application.setBannerMode(Banner.Mode.OFF);
            application.setLogStartupInfo(false);
            // The server's own hook closes the application first and its database after it.
            application.setRegisterShutdownHook(false);
            application.addInitializers(context -> context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("serve", properties(options, database.address()))));
            application.addInitializers(context -> {
                var beans = (GenericApplicationContext) context;
                beans.registerBean(Policies.class, () -> policies);
                beans.registerBean(DataKeys.class, () -> database.address().keys());
                beans.registerBean(InstitutionKeys.class, options::keys);
                options.provider().ifPresent(provider -> beans.registerBean(OpenIdProvider.class, () -> provider));
                beans.registerBean(Clock.class, () -> BusinessDay.ticking(options.clock()));
            });
            ConfigurableApplicationContext context = application.run();
            return new ServerRun(baseUrl(options, context), database, context);
        } catch (RuntimeException failure) {
            try (database) {
                throw failure;
            }
        }
    }

    /// Sooner than Tomcat would find out: before a database is started for nothing.
    private static void requireFree(ServeOptions options) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(options.bind(), options.port()));
        } catch (BindException taken) {
            throw new PortInUseException(options.port(), taken);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen on " + options.bind(), failure);
        }
    }

    private static Map<String, Object> properties(ServeOptions options, DatabaseAddress address) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", options.port());
        properties.put(InSandbox.PROPERTY, options.sandbox());
        properties.put("server.address", options.bind());
        properties.put("spring.datasource.url", address.jdbcUrl());
        properties.put("spring.datasource.username", address.user());
        properties.put("spring.datasource.password", address.password());
        return properties;
    }

    private static URI baseUrl(ServeOptions options, ConfigurableApplicationContext context) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String host = options.bind().equals("0.0.0.0") ? ServeOptions.LOOPBACK : options.bind();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static void warnIfOpen(String bind, Console console, Messages messages) {
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (address.isLoopbackAddress()) {
                return;
            }
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw new CommandException(messages.text("serve.unknown-bind", bind));
            }
            console.note(messages.text("serve.open", bind));
        } catch (IOException unknown) {
            throw new CommandException(messages.text("serve.unknown-bind", bind), unknown);
        }
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "." + duration.toMillisPart() / 100;
    }
}
