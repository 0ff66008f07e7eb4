"""Hears the notifications of all services with the unmodified Python library and prints them, one in a line.

They are heard in a pool of its own: the plain queues keep theirs.
"""

import json
import sys

from oslo_config import cfg
import oslo_messaging as messaging


def say(**line):
    print(json.dumps(line), flush=True)


class Hearer(object):

    def info(self, ctxt, publisher_id, event_type, payload, metadata):
        say(publisher_id=publisher_id, event_type=event_type, payload=payload, timestamp=metadata["timestamp"],
            context=ctxt)

    error = info


url, pool = sys.argv[1:]
cfg.CONF([])
targets = [messaging.Target(exchange=exchange, topic="notifications")
           for exchange in ("keystone", "nova", "neutron", "glance")]
listener = messaging.get_notification_listener(
    messaging.get_notification_transport(cfg.CONF, url=url), targets, [Hearer()], executor="threading", pool=pool)
# One after the other: several threads would print them in any order.
cfg.CONF.set_override("executor_thread_pool_size", 1)
listener.start()
say(ready=True)
sys.stdin.read()
listener.stop()
listener.wait()
