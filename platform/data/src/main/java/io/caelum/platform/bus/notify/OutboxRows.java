package io.caelum.platform.bus.notify;

import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The notifications of one transaction, in order. */
final class OutboxRows implements Tx.Gathering {

    private static final String INSERT = """
            insert into outbox (message_id, event_type, priority, resource_id, publisher_id, payload, context, recorded_at)
            select "messageId", "eventType", priority, "resourceId", "publisherId", payload, context,
                cast("recordedAt" as timestamptz)
            from json_to_recordset(cast(cast($1 as text) as json)) as r ("messageId" uuid, "eventType" text, priority text,
                "resourceId" text, "publisherId" text, payload text, context text, "recordedAt" text)
            """;

    private final List<Line> lines = new ArrayList<>();

    private record Line(
            UUID messageId,
            String eventType,
            String priority,
            String resourceId,
            String publisherId,
            String payload,
            String context,
            String recordedAt) {}

    void add(OutboxRow row) {
        lines.add(new Line(
                row.messageId,
                row.eventType,
                row.priority,
                row.resourceId,
                row.publisherId,
                row.payload,
                row.context,
                row.recordedAt.toString()));
    }

    @Override
    public void send(Tx tx) {
        tx.ahead(INSERT, RowJson.write(lines));
    }
}
