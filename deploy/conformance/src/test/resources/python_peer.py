"""Real oslo.messaging peers in one process, told what to do by lines of JSON and answering likewise.

Each line has an id, which stands in its answer, and is worked on by a thread of its own. What servers and listeners
come across is said in lines without an id.
"""

import json
import sys
import threading
import time
import types

from oslo_config import cfg
import oslo_messaging as messaging


class ConformanceError(Exception):
    def __init__(self, *args, **kwargs):
        super().__init__(*args)
        self.kwargs = kwargs


class UnlistedError(Exception):
    pass


# The modules that the other side is to see.
for module, error in (("conformance_exc", ConformanceError), ("some.unlisted.module", UnlistedError)):
    sys.modules[module] = types.ModuleType(module)
    error.__module__ = module
    setattr(sys.modules[module], error.__name__, error)

lock = threading.Lock()


def say(**line):
    with lock:
        print(json.dumps(line), flush=True)


class Endpoint(object):
    target = messaging.Target(version="1.2")

    def __init__(self, name):
        self.name = name
        self.seen = []

    def echo(self, ctxt, value):
        return value

    def add(self, ctxt, a, b):
        return a + b

    def fail(self, ctxt, kind, message):
        if kind == "value":
            raise ValueError(message)
        if kind == "key":
            raise KeyError(message)
        if kind == "custom":
            raise ConformanceError(message)
        if kind == "custom_kwargs":
            raise ConformanceError(code=42, reason=message)
        raise UnlistedError(message)

    def sleep(self, ctxt, seconds):
        time.sleep(seconds)
        return "slept"

    def whoami(self, ctxt):
        return self.name

    def context(self, ctxt):
        return {k: v for k, v in ctxt.items() if k != "client_timeout"}

    def mark(self, ctxt, id):
        self.seen.append(id)

    def marks(self, ctxt):
        return self.seen

    def reset(self, ctxt):
        self.seen = []


class Extra(object):
    target = messaging.Target(namespace="extra", version="2.0")

    def ping(self, ctxt, arg):
        return ["pong", arg]


class Hearer(object):

    def hear(self, ctxt, publisher_id, event_type, payload, metadata):
        say(publisher_id=publisher_id, event_type=event_type, payload=payload, metadata=metadata, context=ctxt)

    audit = debug = info = warn = error = critical = sample = hear


transports = {}
running = {}


cfg.CONF([])


def transport(url):
    with lock:
        if url not in transports:
            transports[url] = messaging.get_rpc_transport(
                cfg.CONF, url=url, allowed_remote_exmods=["conformance_exc"])
        return transports[url]


def serve(url, name, topic="conformance"):
    target = messaging.Target(exchange="openstack", topic=topic, server=name)
    running[name] = messaging.get_rpc_server(
        transport(url), target, [Endpoint(name), Extra()], executor="threading")
    running[name].start()


def stop(name):
    running[name].stop()
    running[name].wait()


def client(url, version="1.2", namespace=None, server=None, fanout=None, timeout=15, monitor=None, mandatory=False,
           topic="conformance"):
    target = messaging.Target(exchange="openstack", topic=topic, version=version, namespace=namespace)
    options = {"transport_options": messaging.TransportOptions(at_least_once=True)} if mandatory else {}
    return messaging.get_rpc_client(transport(url), target, **options).prepare(
        server=server, fanout=fanout, timeout=timeout, call_monitor_timeout=monitor)


def call(url, method, args={}, context={}, **options):
    return client(url, **options).call(context, method, **args)


def cast(url, method, args={}, context={}, **options):
    client(url, **options).cast(context, method, **args)


def tell(url, exchange, driver, priorities, context={}, count=1):
    bus = messaging.get_notification_transport(cfg.CONF, url=url)
    cfg.CONF.set_override("control_exchange", exchange)
    notifier = messaging.Notifier(bus, "compute.host1", driver=driver, topics=["notifications"])
    for number in range(count):
        for priority in priorities:
            getattr(notifier, priority)(context, "compute.instance.create.start", {"number": number})


def hear(url, exchange, pool=None):
    bus = messaging.get_notification_transport(cfg.CONF, url=url)
    target = messaging.Target(exchange=exchange, topic="notifications")
    running[exchange] = messaging.get_notification_listener(
        bus, [target], [Hearer()], executor="threading", pool=pool)
    running[exchange].start()


WORK = {"serve": serve, "stop": stop, "call": call, "cast": cast, "tell": tell, "hear": hear}


def perform(id, work, **arguments):
    try:
        say(id=id, result=WORK[work](**arguments))
    except Exception as e:
        say(id=id, error=type(e).__name__, remote=getattr(e, "exc_type", None), text=str(e).split("\n")[0],
            args=[repr(arg).split("\\n")[0] for arg in e.args], kwargs=getattr(e, "kwargs", {}))


say(ready=True)
for line in sys.stdin:
    threading.Thread(target=perform, kwargs=json.loads(line), daemon=True).start()
