package dev.tripod.kit.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A certificate authority for one test, made with openssl. Each certificate is a file with its key
/// beside it, `.key` appended, as HAProxy and the services expect.
public final class TestAuthority {
  private final Path folder;
  private final Path pem;

  /// @param folder where all files go
  public TestAuthority(Path folder, String name) throws IOException, InterruptedException {
    this.folder = folder;
    this.pem = make(name, "/CN=" + name, List.of());
  }

  /// The authority's own certificate: what others trust.
  public Path pem() {
    return pem;
  }

  /// A certificate for both ends of a connection, with the address 127.0.0.1.
  ///
  /// @param subject such as `/OU=role/CN=deployer`
  public Path certify(String name, String subject) throws IOException, InterruptedException {
    var signed = List.of("-CA", pem.toString(), "-CAkey", pem + ".key");
    return make(name, subject, signed);
  }

  private Path make(String name, String subject, List<String> signed)
      throws IOException, InterruptedException {
    var file = folder.resolve(name + ".pem");
    var command =
        new ArrayList<>(
            Arrays.asList(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
                    .split(" ")));
    command.addAll(signed);
    command.addAll(
        List.of(
            "-subj",
            subject,
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-out",
            file.toString(),
            "-keyout",
            file + ".key"));
    run(command);
    return file;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("openssl made no certificate: " + said);
    }
  }
}
