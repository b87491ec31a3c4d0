package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A training takes whatever it is answered; here it is seen that the stand-ins let writes pass.
class TrainingRedisTest {
  @Test
  void writesAreConfirmedAsInProduction() throws IOException {
    try (TrainingRedis redis = TrainingRedis.start();
        TrainingConsul consul = new TrainingConsul(redis.port());
        Items items = TestItems.start(Map.of("REDIS_URL", consul.url("redis-master")));
        Client client = new Client(items.port())) {
      HttpResponse<String> written = client.put("a", "b");
      assertThat(written.body()).isEqualTo("ok");
      assertThat(written.headers().firstValue(ItemsApi.POSITION)).contains("1-1");
      assertThat(client.send("DELETE", "/item?id=a", null, null).body()).isEqualTo("ok");
    }
  }
}
