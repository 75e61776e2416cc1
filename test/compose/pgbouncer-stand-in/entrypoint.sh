#!/bin/sh
# The names that the image takes from the environment, in so far as compose.yaml uses them.
set -eu
cd /etc/pgbouncer
echo "\"$DB_USER\" \"$DB_PASSWORD\"" > userlist.txt
{
  echo "[databases]"
  echo "$DB_NAME = host=$DB_HOST port=5432"
  echo "[pgbouncer]"
  printf '%s\n' "listen_addr = 0.0.0.0" "listen_port = 5432" "unix_socket_dir =" "auth_file = userlist.txt"
  for name in AUTH_TYPE POOL_MODE DEFAULT_POOL_SIZE MAX_CLIENT_CONN IGNORE_STARTUP_PARAMETERS QUERY_WAIT_TIMEOUT \
    SERVER_LOGIN_RETRY STATS_USERS LOG_CONNECTIONS LOG_DISCONNECTIONS LOG_STATS; do
    echo "$(echo "$name" | tr A-Z a-z) = $(eval "echo \$$name")"
  done
} > pgbouncer.ini
exec "$@"
