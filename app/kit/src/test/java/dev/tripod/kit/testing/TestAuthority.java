package dev.tripod.kit.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A certificate authority for one test, made with openssl. Each certificate is a file with its key
/// beside it, `.key` appended, as HAProxy and the services expect.
public final class TestAuthority {
  private final Path folder;
  private final Path pem;

  /// @param folder where all files go
  public TestAuthority(Path folder, String name) throws IOException, InterruptedException {
    this(folder, name, "/CN=" + name);
  }

  /// @param subject what it calls itself, such as `/CN=authority`
  public TestAuthority(Path folder, String name, String subject)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.pem = file(name);
    request("-x509 -days 1", subject, pem, pem);
  }

  private TestAuthority(Path pem, Path folder) {
    this.folder = folder;
    this.pem = pem;
  }

  /// One that is there already, to be imitated.
  ///
  /// @param folder where all files go, its certificate and its key as well
  public static TestAuthority of(Path folder, Path pem, String key) throws IOException {
    var copy = Files.copy(pem, folder.resolve("ours.pem"));
    Files.writeString(Path.of(copy + ".key"), key);
    return new TestAuthority(copy, folder);
  }

  /// The authority's own certificate: what others trust.
  public Path pem() {
    return pem;
  }

  /// A certificate for both ends of a connection, with the address 127.0.0.1.
  ///
  /// @param subject such as `/OU=role/CN=deployer`
  public Path certify(String name, String subject) throws IOException, InterruptedException {
    return sign(name, subject, 1);
  }

  /// One that was good until yesterday.
  public Path certifyExpired(String name, String subject) throws IOException, InterruptedException {
    return sign(name, subject, -1);
  }

  private Path sign(String name, String subject, int days)
      throws IOException, InterruptedException {
    var file = file(name);
    var request = Path.of(file + ".csr");
    request("-new", subject, file, request);
    var extensions = Files.writeString(Path.of(file + ".ext"), "subjectAltName=IP:127.0.0.1");
    run(
        words(
            "x509 -req -days %d -in %s -extfile %s -CA %4$s -CAkey %4$s.key -out %5$s"
                .formatted(days, request, extensions, pem, file)));
    return file;
  }

  private Path file(String name) {
    return folder.resolve(name + ".pem");
  }

  private static void request(String how, String subject, Path keyOf, Path out)
      throws IOException, InterruptedException {
    var words =
        words(
            "req %s -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout %s.key -out %s"
                .formatted(how, keyOf, out));
    words.addAll(List.of("-subj", subject));
    run(words);
  }

  private static List<String> words(String arguments) {
    return new ArrayList<>(List.of(arguments.split(" ")));
  }

  private static void run(List<String> arguments) throws IOException, InterruptedException {
    arguments.addFirst("openssl");
    var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("openssl made no certificate: " + said);
    }
  }
}
