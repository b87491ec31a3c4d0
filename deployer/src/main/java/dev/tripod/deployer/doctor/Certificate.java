package dev.tripod.deployer.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a certificate says, judged at a moment.
final class Certificate {
  /// The kinds of subject alternative names.
  private static final int NAME = 2;
  private static final int ADDRESS = 7;
  private static final String NEW = "ansible/site.yml makes new certificates.";

  private Certificate() {}

  /// The first of a chain to expire decides.
  static Finding lifetime(String what, List<X509Certificate> chain, Instant now) {
    var end =
        chain.stream()
            .map(one -> one.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow();
    var left = Duration.between(now, end);
    var sentence =
        left.isPositive()
            ? "It is good for %d more days, until %s.".formatted(left.toDays(), end)
            : "It has expired, at %s.".formatted(end);
    return Finding.of(Thresholds.expiry(left), what, sentence, NEW);
  }

  /// Whether the certificate is for this host.
  static Finding host(String what, X509Certificate certificate, String host)
      throws CertificateParsingException {
    var name = host.replaceAll("^\\[|]$", "");
    return names(certificate).anyMatch(one -> covers(one, name))
        ? Finding.ok(what, "It is for %s.".formatted(name))
        : Finding.fail(
            what,
            "It is not for %s, but for %s.".formatted(name, names(certificate).toList()),
            NEW);
  }

  private static Stream<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    return all == null
        ? Stream.empty()
        : all.stream()
            .filter(one -> one.getFirst().equals(NAME) || one.getFirst().equals(ADDRESS))
            .map(one -> one.get(1).toString());
  }

  static boolean covers(String pattern, String host) {
    var wanted = host.toLowerCase(Locale.ROOT);
    var given = pattern.toLowerCase(Locale.ROOT);
    var dot = wanted.indexOf('.');
    return given.equals(wanted)
        || (given.startsWith("*.") && dot > 0 && given.substring(1).equals(wanted.substring(dot)))
        || sameAddress(given, wanted);
  }

  /// IPv6 can be written in many ways. Only digits are compared, so that nothing is resolved.
  private static boolean sameAddress(String one, String other) {
    try {
      return one.contains(":")
          && other.contains(":")
          && InetAddress.getByName(one).equals(InetAddress.getByName(other));
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
