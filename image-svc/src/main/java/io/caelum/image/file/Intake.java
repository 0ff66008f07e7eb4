package io.caelum.image.file;

import io.caelum.image.format.ImageInspector;
import io.caelum.image.image.UploadSlot;
import io.caelum.image.policy.ImageLimits;
import io.caelum.image.store.ImageStore;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one upload on their way from the socket to the store.
 *
 * <p>The event loop gathers them in blocks. Each block is written, hashed with md5 and hashed with sha512: three chains
 * that run beside each other on the pool, each block after block. A block that all three have done with is filled again;
 * when none is free the socket is not read, and TCP makes the client wait. So an upload of any size holds a few MiB, and a
 * client that sends slowly holds no thread.
 *
 * <p>All fields are touched on the event loop only.
 */
final class Intake {

    private static final int BLOCKS = 16;

    private final HttpServerRequest body;
    private final Executor pool;
    private final ImageLimits limits;
    private final Context context = Vertx.currentContext();
    private final CompletableFuture<Received> result = new CompletableFuture<>();

    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha512 = digest("SHA-512");
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> hashingMd5 = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> hashingSha512 = CompletableFuture.completedFuture(null);

    private final Deque<Block> free = new ArrayDeque<>();
    private int made;
    private @Nullable Block filling;
    private long size;
    private @Nullable UploadSlot slot;
    private ImageStore.@Nullable Incoming target;
    private ImageInspector.@Nullable Finding finding;
    private boolean paused;
    private boolean over;
    private @Nullable Throwable failure;

    /** What came in; it is complete, but not kept yet. */
    record Received(long size, String md5, String sha512, ImageInspector.Finding finding) {}

    /** @param body paused: nothing is read before {@link #into} */
    Intake(HttpServerRequest body, Executor pool, ImageLimits limits) {
        this.body = body;
        this.pool = pool;
        this.limits = limits;
        body.exceptionHandler(this::fail);
    }

    /** Reads the body to its end. If that fails, the failure comes after the bytes have been discarded. */
    Uni<Received> into(UploadSlot slot, ImageStore.Incoming target) {
        this.slot = slot;
        this.target = target;
        if (over) {
            discard();
        } else {
            body.handler(this::take);
            body.endHandler(ignored -> end());
            body.resume();
        }
        return Uni.createFrom()
                .completionStage(result)
                .emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    /** Ends the upload from outside, e.g. because its image is gone. */
    void abort(Throwable reason) {
        context.runOnContext(ignored -> fail(reason));
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        size += chunk.length();
        if (size > limits.bytes()) {
            fail(tooLarge(limits.bytes()));
            return;
        }
        gather(chunk);
        if (!over && free.isEmpty() && made == BLOCKS) {
            paused = true;
            body.pause();
        }
    }

    private void gather(Buffer chunk) {
        for (int from = 0; from < chunk.length() && !over; ) {
            if (filling == null) {
                filling = freeBlock();
            }
            from += filling.fill(chunk, from);
            if (filling.isFull()) {
                dispatch();
            }
        }
    }

    private Block freeBlock() {
        if (free.isEmpty()) {
            made++;
            return new Block();
        }
        return free.poll();
    }

    private void dispatch() {
        Block block = filling;
        filling = null;
        if (!inspected(block)) {
            return;
        }
        writing = writing.thenRunAsync(() -> write(block), pool);
        hashingMd5 = hashingMd5.thenRunAsync(() -> block.update(md5), pool);
        hashingSha512 = hashingSha512.thenRunAsync(() -> block.update(sha512), pool);
        var unused = worked().whenComplete((done, trouble) -> context.runOnContext(ignored -> done(block, trouble)));
    }

    /** The first block shows what the image is: what is refused should not be sent to the end. */
    private boolean inspected(Block block) {
        if (finding != null) {
            return true;
        }
        try {
            finding = ImageInspector.inspect(slot.diskFormat(), slot.containerFormat(), block.head());
            requireRoomFor(finding);
            return true;
        } catch (Fault refused) {
            fail(refused);
            return false;
        }
    }

    private void requireRoomFor(ImageInspector.Finding finding) {
        long claimed = finding.virtualSize().orElse(0L);
        if (claimed > limits.virtualBytes()) {
            throw new Fault(
                    Fault.Kind.TOO_LARGE,
                    "ImageSizeLimitExceeded",
                    "The image describes a disk of %d bytes, at most %d are allowed."
                            .formatted(claimed, limits.virtualBytes()));
        }
    }

    private void write(Block block) {
        try {
            block.writeTo(target);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private CompletableFuture<Void> worked() {
        return CompletableFuture.allOf(writing, hashingMd5, hashingSha512);
    }

    private void done(Block block, @Nullable Throwable trouble) {
        if (trouble != null) {
            fail(cause(trouble));
            return;
        }
        block.clear();
        free.add(block);
        if (paused && !over) {
            paused = false;
            body.resume();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        if (filling == null) {
            filling = freeBlock();
        }
        dispatch();
        over = true;
        var unused = worked().whenComplete((done, trouble) -> context.runOnContext(ignored -> ended(trouble)));
    }

    private void ended(@Nullable Throwable trouble) {
        if (trouble != null) {
            fail(cause(trouble));
        } else if (failure == null) {
            result.complete(new Received(size, hex(md5), hex(sha512), finding));
        }
    }

    /** What still comes is read and thrown away, so that the client gets to read the answer. */
    private void fail(Throwable reason) {
        if (failure != null || result.isDone()) {
            return;
        }
        over = true;
        failure = reason;
        if (target != null) {
            discard();
        }
        if (paused) {
            paused = false;
            body.resume();
        }
    }

    /** Only when nothing writes any more. */
    private void discard() {
        var unused = writing.handleAsync(
                (done, ignored) -> {
                    target.discard();
                    return result.completeExceptionally(failure);
                },
                pool);
    }

    private static Throwable cause(Throwable trouble) {
        return trouble instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : trouble;
    }

    static Fault tooLarge(long limit) {
        return new Fault(
                Fault.Kind.TOO_LARGE,
                "ImageSizeLimitExceeded",
                "The size of the data exceeds the limit of %d bytes for one image.".formatted(limit));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
