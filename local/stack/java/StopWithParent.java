import java.io.IOException;

/** Ends this process, by way of its shutdown hooks, as soon as whoever holds the other end of its standard input is gone. */
final class StopWithParent {
    private StopWithParent() {}

    static void watch() {
        final Thread watcher = new Thread(StopWithParent::readToTheEnd, "stop-with-parent");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void readToTheEnd() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (final IOException broken) {
            System.err.println("Standard input broke: " + broken.getMessage());
        }
        System.exit(0);
    }
}
