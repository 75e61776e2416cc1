import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Counts hits in PostgreSQL with the standard library alone: each hit is one atomic UPDATE. */
class Server {
    static final int CONNECTIONS = 8;

    public static void main(String[] args) throws Exception {
        var database = URI.create(System.getenv("DATABASE_URL"));
        var pool = new ArrayBlockingQueue<Postgres>(CONNECTIONS);
        while (pool.remainingCapacity() > 0) pool.add(new Postgres(database));
        pool.peek().run("CREATE TABLE IF NOT EXISTS counter (id integer PRIMARY KEY, value integer NOT NULL)");
        pool.peek().run("INSERT INTO counter VALUES (1, 0) ON CONFLICT DO NOTHING");

        var address = new InetSocketAddress("localhost", Integer.parseInt(System.getenv("PORT")));
        var server = HttpServer.create(address, 100);
        server.createContext("/hit", exchange -> {
            var status = 200;
            var connection = pool.poll();
            try {
                connection.run("UPDATE counter SET value = value + 1 WHERE id = 1");
            } catch (IOException failure) {
                status = 503;
            } finally {
                pool.add(connection);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        // As many threads as connections: each finds one in the pool.
        server.setExecutor(Executors.newFixedThreadPool(CONNECTIONS));
        server.start();
    }
}

/** One connection, in the protocol of PostgreSQL: as much of it as a counter needs. */
class Postgres {
    private final DataInputStream in;
    private final DataOutputStream out;

    Postgres(URI database) throws IOException, GeneralSecurityException {
        var socket = new Socket(database.getHost(), database.getPort());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        var account = database.getUserInfo().split(":", 2);
        var name = database.getPath().substring(1);
        send("", "\0\3\0\0user\0" + account[0] + "\0database\0" + name + "\0\0");
        authenticate(account[1]);
        untilReady();
    }

    void run(String sql) throws IOException {
        send("Q", sql + "\0");
        untilReady();
    }

    /** SCRAM-SHA-256 (RFC 7677). */
    private void authenticate(String password) throws IOException, GeneralSecurityException {
        receive();
        var random = new byte[18];
        new SecureRandom().nextBytes(random);
        var first = "n=,r=" + base64(random);
        var begin = "n,," + first;
        send("p", "SCRAM-SHA-256\0" + "\0\0\0" + (char) begin.length() + begin);
        var challenge = receive().content().substring(4);
        var fields = challenge.split(",");
        var salt = text(Base64.getDecoder().decode(fields[1].substring(2)));
        var salted = mac(bytes(password), salt + "\0\0\0\1");
        var round = salted;
        for (int n = 1; n < Integer.parseInt(fields[2].substring(2)); n++) {
            round = mac(bytes(password), text(round));
            salted = xor(salted, round);
        }
        var last = "c=biws," + fields[0];
        var key = mac(salted, "Client Key");
        var stored = MessageDigest.getInstance("SHA-256").digest(key);
        var proof = xor(key, mac(stored, first + "," + challenge + "," + last));
        send("p", last + ",p=" + base64(proof));
    }

    private void send(String kind, String content) throws IOException {
        var message = new ByteArrayOutputStream();
        message.write(bytes(kind));
        new DataOutputStream(message).writeInt(content.length() + 4);
        message.write(bytes(content));
        message.writeTo(out);
    }

    private record Message(char kind, String content) {}

    private Message receive() throws IOException {
        var kind = (char) in.readByte();
        return new Message(kind, text(in.readNBytes(in.readInt() - 4)));
    }

    /** What the server says of its settings and of the rows is passed over. */
    private void untilReady() throws IOException {
        String failure = null;
        for (var message = receive(); message.kind() != 'Z'; message = receive())
            if (message.kind() == 'E') failure = message.content();
        if (failure != null) throw new IOException(failure);
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes(text));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        var result = new byte[one.length];
        for (int n = 0; n < one.length; n++) result[n] = (byte) (one[n] ^ other[n]);
        return result;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A character for each byte. */
    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
