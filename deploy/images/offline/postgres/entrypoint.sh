#!/usr/bin/env bash
# The contract of the official image, as far as people use it: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB (each also
# with _FILE), POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD, PGDATA, scripts in /docker-entrypoint-initdb.d; and
# "ready to accept connections" twice in the log of a first start, for which Testcontainers waits.
set -euo pipefail

case "${1:-postgres}" in
  -*) set -- postgres "$@" ;;
  postgres) [ $# -gt 0 ] || set -- postgres ;;
  *) exec "$@" ;;
esac

# Everything below happens as postgres: the server refuses root.
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups bash "$0" "$@"
fi

value_of() { # variable: its value, or what stands in the file that variable_FILE names
  local file=$1_FILE
  if [ -n "${!file:-}" ]; then cat "${!file}"; else printf '%s' "${!1:-}"; fi
}

make_cluster() {
  local user password database method file
  user=$(value_of POSTGRES_USER); user=${user:-postgres}
  database=$(value_of POSTGRES_DB); database=${database:-$user}
  password=$(value_of POSTGRES_PASSWORD)
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$password" ] && [ "$method" != trust ]; then
    echo "The database is new and there is no password for it: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE." >&2
    exit 1
  fi
  chmod 700 "$PGDATA"
  # shellcheck disable=SC2086 # several arguments in one variable, as the contract has it
  initdb -D "$PGDATA" -U "$user" --encoding=UTF8 ${POSTGRES_INITDB_ARGS:-} \
    ${password:+--pwfile=<(printf '%s\n' "$password")}
  printf "\nlisten_addresses = '*'\njit = off\n" >>"$PGDATA/postgresql.conf"
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

  # for the scripts only: nobody outside reaches a server that is not set up yet
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=''" start
  export PGHOST=/var/run/postgresql PGUSER=$user PGDATABASE=postgres
  if [ "$database" != postgres ]; then
    psql -v ON_ERROR_STOP=1 -v name="$database" <<<'create database :"name";'
  fi
  export PGDATABASE=$database POSTGRES_USER=$user POSTGRES_DB=$database
  for file in /docker-entrypoint-initdb.d/*; do
    case "$file" in
      *.sh) echo "running $file"; bash "$file" ;;
      *.sql) echo "running $file"; psql -v ON_ERROR_STOP=1 -f "$file" ;;
      *.sql.gz) echo "running $file"; gunzip -c "$file" | psql -v ON_ERROR_STOP=1 ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then (make_cluster); fi
exec "$@"
