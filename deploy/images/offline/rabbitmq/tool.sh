#!/bin/sh
# The command line tools, always as the server's user: as root they would leave a cookie that the server cannot read.
program=/usr/lib/rabbitmq/bin/$(basename "$0")
if [ "$(id -u)" = 0 ]; then
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$program" "$@"
fi
exec "$program" "$@"
