/** The refusals of servers, by server and code; those in `any` may come from each of them. */
export const en = {
  postgres: {
    "no-tls": {
      what: "it does not support TLS",
      remedy: "If the network between is your own, say so: ?sslmode=disable.",
    },
    "tls-wanted": {
      what: "it refuses connections without TLS",
      remedy: "Add ?sslmode=verify-full to the URL.",
    },
    "wrong-password": {
      what: "it does not let this user in",
      remedy: "Correct user and password in the URL, or have pg_hba.conf admit you.",
    },
    "no-database": {
      what: "it has no such database",
      remedy: "Create it (CREATE DATABASE), or name another one in the URL.",
    },
    "privilege-missing": {
      what: "a privilege is missing",
      remedy: "Have its owner GRANT what is named.",
    },
    "server-full": {
      what: "all its connections are taken",
      remedy: "Close some, or raise max_connections or the CONNECTION LIMIT of the role.",
    },
    pooler: {
      what: "a pooler answers there (PgBouncer), not PostgreSQL itself",
      remedy: "Give the address of PostgreSQL itself.",
    },
    "read-only": { what: "it can only be read", remedy: "Give the URL of the primary." },
    "lock-held": {
      what: "somebody holds a lock on the lab's tables",
      remedy: "See pg_stat_activity for whom, then try again.",
    },
  },
  redis: {
    "no-cluster": { what: "it is not a cluster", remedy: "Write redis:// instead of redis+cluster://." },
    "wrong-password": {
      what: "it does not let you in without the right password",
      remedy: "Write it into the URL: redis://USER:PASSWORD@HOST:PORT/0 (the user may stay empty).",
    },
    "privilege-missing": {
      what: "its ACL does not allow this",
      remedy: "Have an administrator run: ACL SETUSER you ~surge:* +@all -@dangerous +info +keys +cluster",
    },
    "read-only": { what: "it is a replica that can only be read", remedy: "Give the URL of the master." },
    "server-full": {
      what: "it takes no writes now",
      remedy: "Fix what it complains about, then try again.",
    },
  },
  kafka: {
    "tls-wanted": {
      what: "it refuses connections without TLS",
      remedy: "Write kafkas:// instead of kafka://.",
    },
    "no-tls": {
      what: "it does not support TLS",
      remedy: "If the network between is your own, write kafka:// instead of kafkas://.",
    },
    "connection-closed": {
      what: "it closes the connection instead of answering, as Kafka does when it wants a user and a password",
      remedy: "Write them into the URL: kafkas://USER:PASSWORD@HOST:PORT. If it wants none, see its log.",
    },
    "wrong-password": {
      what: "it does not let this user in",
      remedy:
        "Correct user and password in the URL. The lab supports only SASL/PLAIN, not SCRAM, OAUTHBEARER or GSSAPI.",
    },
    "privilege-missing": {
      what: "it does not allow what the lab does with its topic",
      remedy:
        "Have an administrator run: kafka-acls.sh --add --allow-principal User:NAME --operation All --topic surge- --resource-pattern-type prefixed",
    },
  },
  any: {
    "tls-untrusted": {
      what: "its certificate is not trusted",
      remedy:
        "Name the file of the authority that signed it: ?sslmode=verify-full&sslrootcert=/path/ca.pem (verify-ca: whatever the name in it).",
    },
    "tls-file": {
      what: "the certificate file of the URL cannot be read",
      remedy: "Correct its path in sslrootcert.",
    },
    "server-unreachable": {
      what: "it does not answer",
      remedy: "See that it runs, that host and port are right, and that a firewall lets you through.",
    },
    "server-refused": { what: "", remedy: "Correct that, or give another server." },
  },
};

/** @param trouble what the code means; empty: only the server's own words are known */
export const sentence = (server: string, name: string, trouble: string, said: string) =>
  `${server} at ${name}: ${trouble === "" ? said : `${trouble} (${said})`}.`;
