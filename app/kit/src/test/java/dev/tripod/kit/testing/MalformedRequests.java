package dev.tripod.kit.testing;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Requests that no client library sends, among them those of which two servers in a row might each
/// see another end (request smuggling).
public final class MalformedRequests {
  private final String path;
  private final String host;

  private MalformedRequests(String path, String host) {
    this.path = path;
    this.host = host;
  }

  /// Each with a name, first.
  ///
  /// @param path takes a POST
  /// @param host as the Host field has it
  public static Stream<Arguments> to(String path, String host) {
    return new MalformedRequests(path, host).all();
  }

  private Stream<Arguments> all() {
    String chunked = "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        request("both lengths", "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n"),
        request("both lengths, the other order", chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n"),
        request("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
        request("two lengths in one field", "Content-Length: 5, 6\r\n\r\nhello"),
        request("a space before the colon", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        request("a tab before the colon", "Content-Length\t: 5\r\n\r\nhello"),
        request("chunked is not last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        request("chunked twice", "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        request("chunked in disguise", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        request("a folded field", "Content-Length: 5\r\nX-Folded: a\r\n b\r\n\r\nhello"),
        request("a folded length", "Content-Length:\r\n 5\r\n\r\nhello"),
        request("NUL in a field", "X-Nul: a\0b\r\nContent-Length: 5\r\n\r\nhello"),
        request("CR in a field", "X-Cr: a\rb\r\nContent-Length: 5\r\n\r\nhello"),
        request("a field without a colon", "Nothing\r\nContent-Length: 5\r\n\r\nhello"),
        request("a negative length", "Content-Length: -5\r\n\r\nhello"),
        request("a signed length", "Content-Length: +5\r\n\r\nhello"),
        request("a length in hexadecimal", "Content-Length: 0x5\r\n\r\nhello"),
        request("a length past 64 bits", "Content-Length: 18446744073709551621\r\n\r\nhello"),
        request("an empty length", "Content-Length: \r\n\r\nhello"),
        request("a chunk's size past 64 bits", chunked + "\r\n10000000000000005\r\nhello"),
        request("a chunk's size past 32 bits", chunked + "\r\n100000005\r\nhello"),
        request("a negative chunk", chunked + "\r\n-5\r\nhello\r\n0\r\n\r\n"),
        request("a chunk's size that is none", chunked + "\r\nfive\r\nhello\r\n0\r\n\r\n"),
        request("a chunk longer than it says", chunked + "\r\n3\r\nhello\r\n0\r\n\r\n"),
        request("a chunk that ends with LF", chunked + "\r\n5\nhello\r\n0\r\n\r\n"),
        request("a chunk's end that is none", chunked + "\r\n5\r\nhelloXX0\r\n\r\n"),
        request("two hosts", "Host: there\r\nContent-Length: 5\r\n\r\nhello"),
        Arguments.of("no host", post("HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello")),
        Arguments.of("a version to come", post("HTTP/1.7\r\nHost: %s\r\n\r\n".formatted(host))),
        Arguments.of("lines that end with LF", post("HTTP/1.1\nHost: %s\n\n".formatted(host))),
        Arguments.of("NUL in the path", "GET /a\0b HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host)),
        Arguments.of("no request at all", "\u0016\u0003\u0001\u0002\u0000\r\n\r\n"),
        Arguments.of(
            "a path of 10 kB",
            "GET /%s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted("a".repeat(10_000), host)),
        request("a field of 10 kB", "X-Long: %s\r\n\r\n".formatted("a".repeat(10_000))),
        request("a thousand fields", "X-Many: 1234567\r\n".repeat(1_000) + "\r\n"));
  }

  private Arguments request(String name, String rest) {
    return Arguments.of(name, post("HTTP/1.1\r\nHost: %s\r\n".formatted(host) + rest));
  }

  private String post(String rest) {
    return "POST " + path + " " + rest;
  }
}
