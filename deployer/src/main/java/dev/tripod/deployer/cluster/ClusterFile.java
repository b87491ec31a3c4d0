package dev.tripod.deployer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.kit.net.Endpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The cluster as `site.yml` wrote it down; every verb reads it once.
///
/// @param file where it was read
/// @param nodes all machines; each is a server and a client of Nomad and of Consul
/// @param credentials what its calls are signed with
/// @param inventory that site.yml was run with
/// @param variables handed to every job as HCL variables
public record ClusterFile(
    Path file,
    String name,
    List<Node> nodes,
    String vip,
    Urls urls,
    Credentials credentials,
    Optional<Path> inventory,
    Map<String, JsonNode> variables) {

  public record Node(String name, String address) {}

  /// The addresses that people and programs outside the nodes use.
  ///
  /// @param autoscaler absent where an older site.yml wrote the file
  public record Urls(URI site, URI nomad, URI consul, URI prometheus, Optional<URI> autoscaler) {}

  /// Reads the file once, whole.
  ///
  /// @throws BadFile when the file is missing or holds nonsense
  public static ClusterFile read(Path file) {
    if (Files.notExists(file)) {
      throw new BadFile(
          file, "does not exist; `make up` or ansible/site.yml writes it, --cluster names another");
    }
    var keys = Keys.read(file);
    return new ClusterFile(
        file,
        keys.text("name", "a name for the cluster"),
        nodes(keys),
        keys.inner("vip").address("address"),
        urls(keys.inner("urls")),
        keys.object().has("credentials") ? credentials(keys) : Credentials.NONE,
        keys.object().has("inventory")
            ? Optional.of(Path.of(keys.text("inventory", "the path of Ansible's inventory")))
            : Optional.empty(),
        keys.object().has("variables") ? keys.inner("variables").entries() : Map.of());
  }

  private static Urls urls(Keys urls) {
    return new Urls(
        urls.url("site"),
        urls.url("nomad"),
        urls.url("consul"),
        urls.url("prometheus"),
        urls.object().has("autoscaler") ? Optional.of(urls.url("autoscaler")) : Optional.empty());
  }

  private static Credentials credentials(Keys keys) {
    return Credentials.read(
        Path.of(keys.text("credentials", "the path of a file with tokens")),
        Path.of(keys.text("ca", "the path of a file of certificates")));
  }

  private static List<Node> nodes(Keys keys) {
    var names = new HashSet<String>();
    return keys.list(
        "nodes",
        (node, _) -> {
          var name = node.text("name", "the name of a node");
          if (!names.add(name)) {
            throw node.bad("name", node.object().get("name"), "a name that no other node has");
          }
          return new Node(name, node.address("address"));
        });
  }

  /// Where Nomad may answer, best first: the virtual address, then each node on the same port.
  public List<Endpoint> nomad() {
    return withNodes(urls.nomad()).map(url -> at(url, credentials.nomad())).toList();
  }

  /// Where Consul may answer, best first: the virtual address, then each node on the same port.
  public List<Endpoint> consul() {
    return withNodes(urls.consul()).map(url -> at(url, credentials.consul())).toList();
  }

  /// Where the autoscaler that leads may answer, best first: by the gate at the virtual address,
  /// then by that of each node.
  ///
  /// @throws BadFile when the file is of a time when the gate did not lead there
  public List<Endpoint> autoscaler() {
    var first =
        urls.autoscaler()
            .orElseThrow(
                () ->
                    new BadFile(
                        file,
                        "urls.autoscaler is missing, so an older ansible/site.yml wrote this;"
                            + " run site.yml again, then `deployer submit`"));
    return withNodes(first).map(url -> at(url, Optional.empty())).toList();
  }

  private Endpoint at(URI url, Optional<String> token) {
    return new Endpoint(url, token, credentials.tls());
  }

  private Stream<URI> withNodes(URI first) {
    var others =
        nodes.stream()
            .map(node -> withHost(first, node.address()))
            .filter(url -> !url.equals(first));
    return Stream.concat(Stream.of(first), others);
  }

  /// The same URL at another host; an IPv6 address gets its brackets.
  public static URI withHost(URI url, String address) {
    var host = address.contains(":") ? "[" + address + "]" : address;
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return URI.create(url.getScheme() + "://" + host + port);
  }
}
