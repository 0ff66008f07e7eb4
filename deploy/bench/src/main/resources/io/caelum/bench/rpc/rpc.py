"""Calls with python3-oslo.messaging: what bench rpc compares Caelum's bus with.

rpc.py server URL            serves until its input ends
rpc.py client URL N SECONDS  N callers; the durations of all calls in microseconds, one a line
"""
import sys
import threading
import time

from oslo_config import cfg
import oslo_messaging as messaging

TEXT = "x" * 64


def transport(url):
    conf = cfg.CONF  # where the library keeps options of its own
    conf([], project="bench", default_config_files=[])
    messaging.set_transport_defaults("bench")
    return messaging.get_rpc_transport(conf, url)


class Echo:
    target = messaging.Target(version="1.0")

    def echo(self, context, text):
        return text


def serve(url):
    target = messaging.Target(topic="bench-python", server="bench")
    server = messaging.get_rpc_server(transport(url), target, [Echo()], executor="threading")
    server.start()
    print("ready", flush=True)
    sys.stdin.read()
    server.stop()
    server.wait()


def call(url, callers, seconds):
    target = messaging.Target(topic="bench-python", version="1.0")
    client = messaging.get_rpc_client(transport(url), target, timeout=10)
    client.call({}, "echo", text=TEXT)
    begun = time.monotonic() + 1
    end = begun + seconds
    results = [[] for _ in range(callers)]

    def loop(durations):
        while (start := time.monotonic()) < end:
            client.call({}, "echo", text=TEXT)
            if start >= begun:
                durations.append(int((time.monotonic() - start) * 1e6))

    threads = [threading.Thread(target=loop, args=(durations,)) for durations in results]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for durations in results:
        for duration in durations:
            print(duration)


if sys.argv[1] == "server":
    serve(sys.argv[2])
else:
    call(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
