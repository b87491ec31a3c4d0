package dev.tripod.scenarios.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The cluster's certificate authority, as its administrator has it. It signs for any time, also
/// one that is over.
///
/// @param certificate its file
/// @param key in clear
public record SigningAuthority(Path certificate, String key) {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /// Certifies what a request asks for: its subject, its names, its uses.
  private static final String CONFIGURATION =
      """
      [ca]
      default_ca = authority
      [authority]
      database = index
      new_certs_dir = .
      rand_serial = yes
      default_md = sha256
      policy = subject
      copy_extensions = copy
      [subject]
      commonName = supplied
      organizationalUnitName = optional
      """;

  /// The one that signs; another may have been announced.
  ///
  /// @param directory where site.yml keeps the secrets
  public static SigningAuthority read(Path directory) throws InterruptedException {
    return new SigningAuthority(
        directory.resolve("authority.pem"), Secrets.read(directory).get("ca_key"));
  }

  /// A certificate, as PEM.
  ///
  /// @param request as PEM, signed with the key that is to be certified
  public String sign(String request, Instant from, Instant to) throws InterruptedException {
    try (var folder = Folder.create()) {
      var path = folder.path();
      Files.writeString(path.resolve("configuration"), CONFIGURATION);
      Files.writeString(path.resolve("index"), "");
      Files.copy(certificate, path.resolve("certificate"));
      Files.writeString(path.resolve("key"), key);
      Files.writeString(path.resolve("request"), request);
      Command.run(path, DEADLINE, command(from, to)).orFail();
      return Files.readString(path.resolve("signed"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<String> command(Instant from, Instant to) {
    return List.of(
        ("openssl ca -config configuration -batch -notext -preserveDN -cert certificate"
                + " -keyfile key -in request -out signed -startdate %s -enddate %s")
            .formatted(TIME.format(from), TIME.format(to))
            .split(" "));
  }

  /// Without the key: texts end up in logs.
  @Override
  public String toString() {
    return "SigningAuthority[" + certificate + "]";
  }
}
