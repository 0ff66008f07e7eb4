package io.caelum.gateway.door;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the trace from the headers of messages, which are maps, and not from those of HTTP requests. */
record MessagesOnly(TextMapPropagator trusting) implements TextMapPropagator {

    @Override
    public Collection<String> fields() {
        return trusting.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        trusting.inject(context, carrier, setter);
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return carrier instanceof Map ? trusting.extract(context, carrier, getter) : context;
    }
}
