import java.lang.reflect.Field;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local with its own command line, but on 127.0.0.1 only: as shipped it listens on every interface and has no
 * option against that. A stop closes its database in order.
 */
public final class DynamodbServer {
    private DynamodbServer() {}

    public static void main(final String[] args) throws Exception {
        final DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(args);
        listenOnLoopback(server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        StopWithParent.watch();
        server.safeStart();
        server.join();
    }

    private static void listenOnLoopback(final DynamoDBProxyServer proxy) throws ReflectiveOperationException {
        final Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        for (final Connector connector : ((Server) field.get(proxy)).getConnectors()) {
            ((ServerConnector) connector).setHost("127.0.0.1");
        }
    }

    private static void stop(final DynamoDBProxyServer server) {
        try {
            server.stop();
            System.out.println("Stopped.");
        } catch (final Exception failure) {
            System.err.println("Could not stop in order: " + failure);
        }
    }
}
