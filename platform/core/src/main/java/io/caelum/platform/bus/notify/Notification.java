package io.caelum.platform.bus.notify;

import java.util.Map;

/**
 * Something that happened, told to whoever listens: an oslo.messaging notification.
 *
 * @param messageId UUID with dashes; repeated sends of the same notification carry the same id
 * @param publisherId {@code <service>.<host>}, e.g. {@code compute.host1}
 * @param eventType e.g. {@code compute.instance.create.start}
 * @param priority INFO, WARN, ERROR, ...
 * @param payload the event's own data; no secrets
 * @param timestamp UTC, {@code 2026-01-02 03:04:05.678901}
 * @param context the request's context as in messages, without secrets
 */
public record Notification(
        String messageId,
        String publisherId,
        String eventType,
        String priority,
        Map<String, Object> payload,
        String timestamp,
        Map<String, Object> context) {}
