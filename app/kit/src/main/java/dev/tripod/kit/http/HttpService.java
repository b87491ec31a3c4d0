package dev.tripod.kit.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP server as every service of Tripod has it: handlers on virtual threads, `/healthz`,
/// `/metrics`, problem bodies for errors, bounded request bodies, and a stop that loses no request.
///
///     Health health = new Health().required("redis", redis::component);
///     HttpService service = HttpService.start(HttpSettings.of(env, 3000), new Metrics(), health,
/// routes -> {
///       routes.get("/", context -> context.result("hello"));
///     });
///     service.closeOnExit();
///
/// Stopping goes in three steps: `/healthz` turns 503 and each answer closes its connection while
/// the service still serves (`drainDelay`); then no connection is taken and requests in flight may
/// end (`drainTimeout`); then the server stops.
public final class HttpService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
  private static final int MIN_PLATFORM_THREADS = 4;
  private static final int MAX_PLATFORM_THREADS = 16;

  /// Connections that wait to be accepted. Java's default is 50, and the kernel drops what comes
  /// beyond it: of 200 clients that come at once some would get no answer.
  private static final int ACCEPT_QUEUE = 1024;

  /// A request's line and header fields; beyond it the answer is 414 or 431.
  private static final int MAX_HEAD_BYTES = 8 * 1024;

  /// Jetty's `MemoryUtils` would start the whole of JMX to find this number: 0.06 s of CPU at each
  /// start. It only spaces a queue's counters: 64 bytes of cache line in references of 4 bytes.
  private static final String REFERENCES_PER_CACHE_LINE =
      "org.eclipse.jetty.util.referencesPerCacheLine";

  static {
    if (System.getProperty(REFERENCES_PER_CACHE_LINE) == null) {
      System.setProperty(REFERENCES_PER_CACHE_LINE, "16");
    }
  }

  private final HttpSettings settings;
  private final Metrics metrics;
  private final Health health;
  private final Javalin javalin;
  private final AtomicBoolean draining = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private HttpService(
      HttpSettings settings, Metrics metrics, Health health, Consumer<RoutesConfig> routes) {
    this.settings = settings;
    this.metrics = metrics;
    this.health = health.required("server", this::component);
    this.javalin = Javalin.create(config -> configure(config, routes));
  }

  /// Returns when the port accepts connections.
  public static HttpService start(
      HttpSettings settings, Metrics metrics, Health health, Consumer<RoutesConfig> routes) {
    HttpService service = new HttpService(settings, metrics, health, routes);
    service.javalin.start();
    return service;
  }

  /// The port in use, also when the settings left the choice to the system.
  public int port() {
    return javalin.port();
  }

  /// Drains and stops on SIGTERM and SIGINT; `after` runs last, for what the handlers needed till
  /// then.
  public void closeOnExit(Runnable after) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  after.run();
                },
                "drain"));
  }

  /// Waits until the service is closed.
  public void await() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    if (!draining.compareAndSet(false, true)) {
      return;
    }
    LOG.info(
        "draining: /healthz is 503 for {}, then requests in flight may take {}",
        settings.drainDelay(),
        settings.drainTimeout());
    try {
      TimeUnit.MILLISECONDS.sleep(settings.drainDelay().toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    stop();
    closed.countDown();
  }

  private void stop() {
    try {
      javalin.stop();
      LOG.info("stopped");
    } catch (JavalinException e) {
      // Jetty stops all the same; it only tells that somebody was still being served.
      LOG.warn(
          "stopped with requests in flight after {}: {}", settings.drainTimeout(), e.toString());
    }
  }

  private void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = settings.maxBodyBytes();
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.handlerWrapper(new LargeBodies()::wrap);
    config.jetty.threadPool = threadPool();
    config.jetty.modifyServer(this::configure);
    config.jetty.addConnector(this::connector);
    config.requestLogger.http(
        (context, millis) -> metrics.request(context, Duration.ofNanos((long) (millis * 1e6))));
    config.routes.before(this::closeWhenDraining);
    config.routes.after(UnreadBody::drain);
    config.routes.get("/healthz", this::healthz);
    config.routes.get("/metrics", this::metrics);
    Failures.register(config.routes);
    routes.accept(config.routes);
  }

  private void configure(Server server) {
    server.setHandler(new GracefulHandler(new BodyPace()));
    server.setStopTimeout(settings.drainTimeout().toMillis());
    server.setErrorHandler(new ProblemErrorHandler());
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setRequestHeaderSize(MAX_HEAD_BYTES);
    http.setSendServerVersion(false);
    http.addCustomizer(
        (request, response) -> {
          SecurityHeaders.put(response);
          return request;
        });
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    return connector;
  }

  /// Selectors and acceptors keep a few platform threads; each request runs on a virtual thread of
  /// its own. All have one name: Jetty would number them, and find out by reflection how to.
  private static ThreadPool threadPool() {
    QueuedThreadPool pool = new QueuedThreadPool(MAX_PLATFORM_THREADS, MIN_PLATFORM_THREADS);
    pool.setName("http");
    VirtualThreadPool virtual = new VirtualThreadPool();
    virtual.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request").factory()));
    pool.setVirtualThreadsExecutor(virtual);
    return pool;
  }

  private void closeWhenDraining(Context context) {
    if (draining.get()) {
      context.header("Connection", "close");
    }
  }

  private void healthz(Context context) {
    Health.Report report = health.report();
    context
        .status(report.state() == Health.State.DOWN ? 503 : 200)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.write(report));
  }

  private Health.Component component() {
    return draining.get() ? Health.Component.down("draining") : Health.Component.up("serving");
  }

  private void metrics(Context context) {
    context.contentType(Metrics.MEDIA_TYPE).result(metrics.scrape());
  }
}
