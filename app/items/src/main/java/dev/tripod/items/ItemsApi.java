package dev.tripod.items;

import dev.tripod.items.access.Guard;
import dev.tripod.items.redis.Patience;
import dev.tripod.items.redis.RedisUnavailable;
import dev.tripod.kit.http.Json;
import dev.tripod.kit.http.Problem;
import dev.tripod.kit.http.RequestStart;
import dev.tripod.kit.redis.Position;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.GoneResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.exceptions.JedisDataException;

/// The routes of the items API. Replies are `text/html` as in the original, which clients read as
/// plain text; the headers keep a browser from running what somebody stored.
///
/// When Redis fails: 503 with `Retry-After` while no server can take the call (a failover takes
/// seconds; trying again is right), and of a change the body says whether it may have been stored
/// (`unknown outcome`) or not (`nothing was written`); 500 with Redis's message when it refused the
/// command (trying again is of no use).
///
/// How long a call waits for such a server counts from when the load balancer got the request: its
/// client is told within a second of that.
///
/// Reads come from replicas, which may be a moment behind. A change is answered with
/// `Items-Position`, and a read that sends it back is answered by a server that has that change, or
/// with 503 when none has come there in time.
final class ItemsApi {
  static final int MAX_LISTED = 10_000;
  static final String TRUNCATED = "X-Items-Truncated";

  /// One name both ways: what a change was answered with is what a read sends.
  static final String POSITION = "Items-Position";

  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";

  /// The body of one step through the keys.
  private record PageBody(String cursor, List<String> items) {}

  private final ItemStore store;
  private final Cors cors;
  private final Guard guard;
  private final UUID server;

  ItemsApi(ItemStore store, Cors cors, Guard guard, UUID server) {
    this.store = store;
    this.cors = cors;
    this.guard = guard;
    this.server = server;
  }

  void register(RoutesConfig routes) {
    routes
        .before(cors::answer)
        .get("/", this::hello)
        .get("/item", this::get)
        .post("/item", guard.guard(this::put))
        .delete("/item", guard.guard(this::delete))
        .get("/items", this::list);
    routes.exception(RedisUnavailable.class, ItemsApi::unavailable);
    routes.exception(JedisDataException.class, ItemsApi::refused);
  }

  private void hello(Context context) {
    html(context, "It is working, good job " + server + " " + System.currentTimeMillis());
  }

  private void get(Context context) {
    byte[] id = ItemRequest.ofQuery(context).id();
    byte[] value = store.get(id, position(context), patience(context)).orElseGet(() -> new byte[0]);
    html(context).result(value);
  }

  /// How long the client takes to send its body is not held against it.
  private void put(Context context) {
    Duration elapsed = RequestStart.elapsed(context);
    ItemRequest request = ItemRequest.ofBody(context);
    done(context, store.put(request.id(), request.value(), Patience.after(elapsed)));
  }

  private void delete(Context context) {
    Duration elapsed = RequestStart.elapsed(context);
    boolean inQuery = context.queryParam("id") != null;
    ItemRequest request = inQuery ? ItemRequest.ofQuery(context) : ItemRequest.ofBody(context);
    done(context, store.delete(request.id(), Patience.after(elapsed)));
  }

  private static void done(Context context, Position position) {
    if (!position.isNone()) {
      context.header(POSITION, PositionToken.of(position));
    }
    html(context, "ok");
  }

  private void list(Context context) {
    if (context.queryParam("cursor") != null || context.queryParam("count") != null) {
      listPage(context);
      return;
    }
    ItemStore.Listing listing = store.list(MAX_LISTED, position(context), patience(context));
    if (listing.truncated()) {
      context.header(TRUNCATED, "true");
    }
    html(context, Json.write(listing.keys()));
  }

  private void listPage(Context context) {
    int count = count(context);
    String token = context.queryParam("cursor");
    Position atLeast = position(context);
    Patience patience = patience(context);
    ItemStore.Page page =
        token == null || token.equals(Cursor.END.token())
            ? store.firstPage(count, atLeast, patience)
            : store.page(cursor(token), count, atLeast, patience).orElseThrow(ItemsApi::gone);
    context.contentType(JSON).result(Json.write(new PageBody(page.cursor().token(), page.keys())));
  }

  private static int count(Context context) {
    String text = context.queryParam("count");
    if (text == null) {
      return DEFAULT_PAGE;
    }
    if (text.matches("\\d{1,4}")) {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MAX_PAGE) {
        return count;
      }
    }
    throw new BadRequestResponse("count is not a whole number from 1 to " + MAX_PAGE);
  }

  private static Cursor.At cursor(String token) {
    return Cursor.At.parse(token)
        .orElseThrow(() -> new BadRequestResponse("cursor is none that this service gave"));
  }

  private static Position position(Context context) {
    String token = context.req().getHeader(POSITION);
    return token == null
        ? Position.NONE
        : PositionToken.parse(token)
            .orElseThrow(
                () -> new BadRequestResponse(POSITION + " is none that this service gave"));
  }

  private static Patience patience(Context context) {
    return Patience.after(RequestStart.elapsed(context));
  }

  private static GoneResponse gone() {
    return new GoneResponse("The server of this cursor is gone: start the listing again");
  }

  private static Context html(Context context) {
    return context.contentType(HTML).header("Content-Security-Policy", "sandbox");
  }

  private static void html(Context context, String body) {
    html(context).result(body);
  }

  private static void unavailable(RedisUnavailable failure, Context context) {
    context.header("Retry-After", "1");
    Problem.of(503, "Redis: " + failure.getMessage()).answer(context);
  }

  private static void refused(JedisDataException failure, Context context) {
    Problem.of(500, "Redis refused the command: " + failure.getMessage()).answer(context);
  }
}
