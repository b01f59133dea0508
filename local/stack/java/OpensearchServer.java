import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.script.mustache.MustachePlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node from the opensearch.yml in {@code <home>/config}. The runner's own main class chooses a port by
 * itself, and none above 9299. Arguments: {@code <home>} and the main classes of further plugins on the class path.
 */
public final class OpensearchServer {
    private static final List<Class<? extends Plugin>> PLUGINS = List.of(
            Netty4Plugin.class,
            CommonAnalysisPlugin.class,
            MapperExtrasPlugin.class,
            PainlessPlugin.class,
            MustachePlugin.class,
            ReindexPlugin.class);

    private OpensearchServer() {}

    public static void main(final String[] args) throws Exception {
        final Path home = Path.of(args[0]).toAbsolutePath();
        final Settings settings = Settings.builder().put("path.home", home.toString()).build();
        final Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "millrace");
        LogConfigurator.registerErrorListener();
        LogConfigurator.configure(environment);
        final List<Class<? extends Plugin>> plugins = new ArrayList<>(PLUGINS);
        for (int i = 1; i < args.length; i++) {
            plugins.add(Class.forName(args[i]).asSubclass(Plugin.class));
        }
        final Node node = new OpenSearchRunnerNode(environment, plugins);
        final CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, stopped), "stop"));
        StopWithParent.watch();
        node.start();
        stopped.await();
    }

    private static void stop(final Node node, final CountDownLatch stopped) {
        try {
            node.close();
            final boolean isClosed = node.awaitClose(20, TimeUnit.SECONDS);
            System.out.println(isClosed ? "Stopped." : "Could not stop within 20 s.");
        } catch (final Exception failure) {
            System.err.println("Could not stop in order: " + failure);
        } finally {
            stopped.countDown();
        }
    }
}
