package io.caelum.networknode.metadata;

import io.caelum.networknode.metadata.MetadataAnswers.Answer;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One connection of a proxy. The proxy sends the next request when it has the answer to the last. */
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final MetadataAnswers answers;

    Exchange(MetadataAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
        var question = new Question(
                request.method(),
                request.uri(),
                request.headers().get(MetadataServer.NETWORK_HEADER, ""),
                request.headers().get(MetadataServer.SOURCE_HEADER, ""),
                HttpUtil.isKeepAlive(request));
        Thread.ofVirtual().name("metadata").start(() -> answer(channel, question));
    }

    private void answer(ChannelHandlerContext channel, Question question) {
        CurrentContext.set(RequestContext.system("metadata"));
        Answer answer;
        try {
            answer = answer(question);
        } catch (RuntimeException e) {
            LOG.error("a question for metadata was not answered", e);
            answer = Answer.text(500, "500 Internal Server Error\n");
        }
        write(channel, question, answer);
    }

    private Answer answer(Question question) {
        if (!question.method.equals(HttpMethod.GET) && !question.method.equals(HttpMethod.HEAD)) {
            return Answer.text(405, "405 Method Not Allowed: metadata can only be read\n");
        }
        UUID network;
        try {
            network = UUID.fromString(question.network);
        } catch (IllegalArgumentException e) {
            return Answer.text(400, "400 Bad Request: not asked through a network's proxy\n");
        }
        return answers.to(network, question.source, question.path);
    }

    private static void write(ChannelHandlerContext channel, Question question, Answer answer) {
        byte[] body = question.method.equals(HttpMethod.HEAD) ? new byte[0] : answer.body();
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        HttpUtil.setKeepAlive(response, question.keepAlive);
        var written = channel.writeAndFlush(response);
        if (!question.keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        LOG.debugf("a proxy's connection ended, error=%s", cause.getMessage());
        var unused = channel.close();
    }

    private record Question(HttpMethod method, String path, String network, String source, boolean keepAlive) {}
}
