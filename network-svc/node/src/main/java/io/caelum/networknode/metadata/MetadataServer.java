package io.caelum.networknode.metadata;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.concurrent.TimeUnit;

/**
 * HTTP on a unix socket. Its path is the same in all network namespaces, so one process answers for all networks. Only the
 * proxies may connect: they are believed when they say who asks.
 */
public final class MetadataServer implements AutoCloseable {

    /** The address that the guest's connection comes from. */
    public static final String SOURCE_HEADER = "X-Caelum-Source";

    /** The network that it comes from. */
    public static final String NETWORK_HEADER = "X-Caelum-Network";

    /** User and group as which the proxies run; Debian's package makes both. */
    public static final String PROXY_USER = "haproxy";

    private static final int MAX_BODY = 1 << 10;
    private static final int IDLE_SECONDS = 60;

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Path socket;

    private MetadataServer(Path socket) {
        this.socket = socket;
    }

    /** @param socket at most 107 bytes long; what is there is replaced */
    public static MetadataServer open(Path socket, MetadataAnswers answers) {
        var server = new MetadataServer(socket);
        try {
            Files.createDirectories(socket.getParent());
            Files.deleteIfExists(socket);
            server.bind(answers);
            letOnlyProxiesIn(socket);
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException("the socket for metadata cannot be made: " + socket, e);
        }
    }

    private void bind(MetadataAnswers answers) {
        new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_BODY))
                                .addLast(new Exchange(answers));
                    }
                })
                .bind(UnixDomainSocketAddress.of(socket))
                .syncUninterruptibly();
    }

    private static void letOnlyProxiesIn(Path socket) throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
        try {
            var proxies =
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(PROXY_USER);
            Files.getFileAttributeView(socket, PosixFileAttributeView.class).setGroup(proxies);
        } catch (UserPrincipalNotFoundException none) {
            // nobody serves guests on this machine
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
