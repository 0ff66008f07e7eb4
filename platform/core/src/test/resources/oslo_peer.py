"""A real oslo.messaging peer for interoperability tests: a server, or a client that performs steps and prints them."""

import json
import sys
import threading
import time
import types

from oslo_config import cfg
import oslo_messaging as messaging

TOPIC = "conformance"


class ConformanceError(Exception):
    pass


class UnlistedError(Exception):
    pass


# The modules that the other side is to see.
for name, error in (("conformance_exc", ConformanceError), ("some.unlisted.module", UnlistedError)):
    sys.modules[name] = types.ModuleType(name)
    error.__module__ = name
    setattr(sys.modules[name], error.__name__, error)


def say(**line):
    print(json.dumps(line), flush=True)


def transport(url):
    conf = cfg.CONF
    conf([])
    return messaging.get_rpc_transport(conf, url=url, allowed_remote_exmods=["conformance_exc"])


class Endpoint(object):
    target = messaging.Target(version="1.2")

    def __init__(self, name):
        self.name = name
        self.seen = []

    def echo(self, ctxt, value):
        return value

    def add(self, ctxt, a, b):
        return a + b

    def things(self, ctxt, things, extra=None):
        return things

    def fail(self, ctxt, kind, message):
        if kind == "value":
            raise ValueError(message)
        if kind == "key":
            raise KeyError(message)
        if kind == "custom":
            raise ConformanceError(message)
        raise UnlistedError(message)

    def sleep(self, ctxt, seconds):
        time.sleep(seconds)
        return "slept"

    def whoami(self, ctxt):
        return self.name

    def whoami_at(self, ctxt):
        return self.name

    def context(self, ctxt):
        return {k: v for k, v in ctxt.items() if k != "client_timeout"}

    def mark(self, ctxt, id):
        self.seen.append(id)

    mark_all = mark
    mark_at = mark

    def marks(self, ctxt):
        return self.seen


class Extra(object):
    target = messaging.Target(namespace="extra", version="2.0")

    def ping(self, ctxt, arg):
        return ["pong", arg]


def serve(url, name):
    target = messaging.Target(exchange="openstack", topic=TOPIC, server=name)
    server = messaging.get_rpc_server(
        transport(url), target, [Endpoint(name), Extra()], executor="threading")
    server.start()
    say(ready=True)
    sys.stdin.read()
    server.stop()
    server.wait()


def call_all(url, servers):
    bus = transport(url)
    context = {"user_id": "u-1", "project_id": "p-1", "request_id": "req-1", "roles": ["member"],
               "nested": {"deep": [1, None, "\u20ac"]}}

    def client(timeout=10, **options):
        target = messaging.Target(exchange="openstack", topic=TOPIC, version=options.pop("version", "1.2"),
                                  namespace=options.pop("namespace", None))
        return messaging.get_rpc_client(bus, target).prepare(timeout=timeout, **options)

    def step(name, work, wanted):
        try:
            got = work()
        except Exception as e:
            got = [type(e).__name__, getattr(e, "exc_type", None), str(e).split("\n")[0]]
        ok = wanted(got) if callable(wanted) else got == wanted
        say(step=name, ok=bool(ok), detail=None if ok else repr(got)[:300])

    for value in (None, True, 7, 2 ** 62, 1.5, "", "h\u00e9\u20ac\"q\"", [1, [2]], {"a": {"b": []}}):
        step("echo %r" % (value,), lambda: client().call(context, "echo", value=value), value)
    big = "x\u20ac" * 500000
    step("echo 1 MB", lambda: client().call(context, "echo", value=big), big)
    step("add", lambda: client().call(context, "add", a=2, b=40), 42)
    step("context", lambda: client().call(context, "context"),
         lambda got: isinstance(got, dict) and all(got.get(k) == v for k, v in context.items()))
    step("fault", lambda: client().call(context, "fail", kind="fault", message="in use"),
         ["RemoteError", "PortInUse", "Remote error: PortInUse in use"])
    step("ValueError", lambda: client().call(context, "fail", kind="value", message="bad"),
         lambda got: got[0] == "ValueError" and got[2] == "bad")
    step("ConformanceError", lambda: client().call(context, "fail", kind="ConformanceError", message="bad"),
         lambda got: got[0] == "ConformanceError_Remote" and got[2] == "bad")
    step("java error", lambda: client().call(context, "fail", kind="bug", message="oops"),
         lambda got: got[:2] == ["RemoteError", "IllegalStateException"])
    step("missing argument", lambda: client().call(context, "add", a=2), lambda got: got[0] == "TypeError")
    step("wrong argument", lambda: client().call(context, "add", a=2, b="many"), lambda got: got[0] == "TypeError")
    step("surplus argument", lambda: client().call(context, "add", a=2, b=1, c=1), lambda got: got[0] == "TypeError")
    for method in ("no_such", "_hidden"):
        step(method, lambda: client().call(context, method), [
            "RemoteError", "NoSuchMethod",
            "Remote error: NoSuchMethod Endpoint does not support RPC method " + method])
    for version in ("1.3", "1.2.1", "2.0"):
        step("version " + version, lambda: client(version=version).call(context, "whoami"), [
            "RemoteError", "UnsupportedVersion",
            "Remote error: UnsupportedVersion Endpoint does not support RPC version %s. Attempted method: whoami"
            % version])
    step("version 1.0", lambda: client(version="1.0").call(context, "whoami"), lambda got: got in servers)
    step("unknown namespace", lambda: client(namespace="none").call(context, "whoami"),
         lambda got: got[1] == "UnsupportedVersion")
    step("namespace extra", lambda: client(namespace="extra", version="2.0").call(context, "ping", arg=1), ["pong", 1])
    step("server ping", lambda: client().call(context, "oslo_rpc_server_ping"), "pong")
    for server in servers:
        step("whoami at " + server, lambda: client(server=server).call(context, "whoami"), server)
    step("shared", lambda: sorted({client().call(context, "whoami") for _ in range(10)}), sorted(servers))
    client(fanout=True).cast(context, "mark_all", id="python-fanout")
    client().cast(context, "mark", id="python-cast")
    time.sleep(1)
    marks = [client(server=s).call(context, "marks") for s in servers]
    step("fanout", lambda: [m.count("python-fanout") for m in marks], [1] * len(servers))
    step("cast", lambda: sum(m.count("python-cast") for m in marks), 1)
    step("timeout", lambda: client(timeout=1).call(context, "sleep", seconds=2),
         lambda got: got[0] == "MessagingTimeout")
    step("after timeout", lambda: client().call(context, "echo", value=1), 1)
    step("monitored", lambda: client(timeout=20, call_monitor_timeout=2).call(context, "sleep", seconds=5), "slept")
    results = {}
    threads = [threading.Thread(target=lambda i=i: results.update({i: client().call(context, "echo", value=i)}))
               for i in range(20)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    step("parallel", lambda: results, {i: i for i in range(20)})
    say(done=True)


def tell(url, exchange, count):
    conf = cfg.CONF
    conf([])
    messaging.set_transport_defaults(exchange)
    bus = messaging.get_notification_transport(conf, url=url)
    notifier = messaging.Notifier(bus, "compute.host1", driver="messagingv2", topics=["notifications"])
    for number in range(int(count)):
        notifier.info({"request_id": "req-9", "user_id": "u-1", "auth_token": "secret"},
                      "compute.instance.create.start", {"number": number})
    say(done=True)


class Hearer(object):

    def info(self, ctxt, publisher_id, event_type, payload, metadata):
        say(publisher_id=publisher_id, event_type=event_type, payload=payload, metadata=metadata, context=ctxt)


def hear(url, exchange):
    conf = cfg.CONF
    conf([])
    bus = messaging.get_notification_transport(conf, url=url)
    target = messaging.Target(exchange=exchange, topic="notifications")
    listener = messaging.get_notification_listener(bus, [target], [Hearer()], executor="threading")
    listener.start()
    say(ready=True)
    sys.stdin.read()
    listener.stop()
    listener.wait()


if __name__ == "__main__":
    role, url, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
    {"server": lambda: serve(url, rest[0]),
     "client": lambda: call_all(url, rest),
     "notifier": lambda: tell(url, *rest),
     "listener": lambda: hear(url, *rest)}[role]()
