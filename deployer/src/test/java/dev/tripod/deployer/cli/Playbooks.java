package dev.tripod.deployer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Playbooks for the agent on this machine. They note what they are told, in Nomad and in a file,
/// and put nothing anywhere.
record Playbooks(Path folder) {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - ansible.builtin.lineinfile:
              path: "{{ playbook_dir }}/told"
              line: "%1$s {{ %2$s | to_json }} on {{ inventory_hostname }}"
              create: true
              mode: "0600"
          - ansible.builtin.uri:
              url: "%3$s/v1/client/metadata"
              method: POST
              body_format: json
              body:
                Meta:
                  releases: "%4$s"
      """;

  static Playbooks in(Path folder, URI nomad) {
    var playbooks = new Playbooks(folder.resolve("ansible"));
    playbooks.write("ansible.cfg", "[defaults]\ninventory = inventory\n");
    playbooks.write(
        "inventory", "dev ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n");
    playbooks.write(
        "release.yml",
        PLAY.formatted(
            "brings", "releases", nomad, "{{ releases[0].name }}/{{ releases[0].digest }}"));
    playbooks.write("prune.yml", PLAY.formatted("removes", "unused", nomad, ""));
    return playbooks;
  }

  /// What each run was told, oldest first.
  List<String> told() {
    try {
      var file = folder.resolve("told");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
