import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Counts hits in its own memory. With eight threads and without a lock, {@code hits = hits + 1} loses some. */
class Server {
    static volatile int hits = 0;

    public static void main(String[] args) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 100);
        server.createContext("/hit", exchange -> {
            int before = hits;
            Thread.yield();
            hits = before + 1;
            answer(exchange, "{}");
        });
        server.createContext("/count", exchange -> answer(exchange, "{\"hits\":{\"stored\":" + hits + "}}"));
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }

    static void answer(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, body.length());
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes());
        }
    }
}
