#!/usr/bin/env bash
# The contract of the official image: RABBITMQ_DEFAULT_USER, _PASS and _VHOST (the server reads them by itself),
# RABBITMQ_ERLANG_COOKIE, files in /etc/rabbitmq/conf.d; guest may log in from other machines.
set -euo pipefail
[ "${1:-}" = rabbitmq-server ] || exec "$@"
shift

if [ "$(id -u)" = 0 ]; then
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$0" rabbitmq-server "$@"
fi

cookie=/var/lib/rabbitmq/.erlang.cookie
if [ -n "${RABBITMQ_ERLANG_COOKIE:-}" ]; then
  rm -f "$cookie"
  (umask 077; printf '%s' "$RABBITMQ_ERLANG_COOKIE" >"$cookie")
elif [ ! -s "$cookie" ]; then
  (umask 077; head -c 32 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' >"$cookie")
fi
chmod 600 "$cookie"
unset RABBITMQ_ERLANG_COOKIE
exec /usr/lib/rabbitmq/bin/rabbitmq-server "$@"
