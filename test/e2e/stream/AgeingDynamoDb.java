import java.util.Scanner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;

/**
 * DynamoDB Local over HTTP, whose streams age at a word on standard input: {@code age <ms>} makes all stream data that much
 * older, {@code roll} closes every open shard and opens a child of it, which the server by itself never does as long as the
 * stream is enabled. Both exist only inside the server's process. Arguments: port, folder of the database.
 */
public final class AgeingDynamoDb {
    private AgeingDynamoDb() {}

    public static void main(final String[] args) throws Exception {
        final var requests = new LocalDynamoDBRequestHandler(0, false, args[1], true, false);
        final var server =
                new DynamoDBProxyServer(Integer.parseInt(args[0]), new LocalDynamoDBServerHandler(requests, null));
        server.start();
        final var database = findDatabase(requests);
        final var storage = findStorage(database);
        System.out.println("ready");
        final var lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            final var words = lines.nextLine().split(" ");
            switch (words[0]) {
                case "roll" -> database.triggerShardRollovers();
                case "age" -> storage.dilateEventTimes(-Long.parseLong(words[1]));
                default -> throw new IllegalArgumentException("Expected `roll` or `age <ms>`, got `" + words[0] + "`.");
            }
            System.out.println("done");
        }
        server.stop();
        System.exit(0);
    }

    private static AmazonDynamoDBLocal findDatabase(final LocalDynamoDBRequestHandler requests) throws Exception {
        final var getHandler = LocalDynamoDBRequestHandler.class.getDeclaredMethod("getHandler", String.class);
        getHandler.setAccessible(true);
        return (AmazonDynamoDBLocal) getHandler.invoke(requests, "shared");
    }

    // The database's own way to age its streams rolls old shards over at the same time.
    private static LocalDBAccess findStorage(final AmazonDynamoDBLocal database) throws Exception {
        final var streams = database.dynamoDbStreamsClient();
        final var access = streams.getClass().getDeclaredField("dbAccess");
        access.setAccessible(true);
        return (LocalDBAccess) access.get(streams);
    }
}
