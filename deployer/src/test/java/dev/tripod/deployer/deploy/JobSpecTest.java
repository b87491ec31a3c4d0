package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobSpecTest {
  @Test
  void servicesOfGroupsAndTasksAndNamesInMetaAreProvided() {
    var spec =
        Specs.spec(
            """
            {"ID": "x", "Namespace": "prod", "Type": "system",
             "Meta": {"needs": " a , b ", "provides": "p", "singletons": "one"},
             "TaskGroups": [
               {"Name": "g", "Count": null,
                "Services": [{"Name": "web", "Provider": ""}, {"Name": "own", "Provider": "nomad"}],
                "Tasks": [{"Services": [{"Name": "task"}, {"Name": "n-${NOMAD_ALLOC_INDEX}"}]}],
                "Scaling": {"Enabled": true, "Min": 2, "Max": 8}},
               {"Name": "h", "Count": 3, "Services": null, "Tasks": null, "Scaling": null}]}
            """);

    assertThat(spec.key()).hasToString("prod/x");
    assertThat(spec.needs()).containsExactly("a", "b");
    assertThat(spec.provides()).containsExactly("p", "one", "web", "task");
    assertThat(spec.singletons()).containsExactly("one");
    assertThat(spec.perNode()).isTrue();
    assertThat(spec.groups().getFirst().scales()).isTrue();
    assertThat(spec.groups().getFirst().maximum()).isEqualTo(8);
    assertThat(spec.groups().getLast().scales()).isFalse();
    assertThat(spec.groups().getLast().count()).isEqualTo(3);
  }

  @Test
  void whatIsNotSaidHasNomadsDefaults() {
    var spec = Specs.spec("{\"ID\": \"x\", \"TaskGroups\": [{\"Name\": \"g\", \"Count\": null}]}");

    assertThat(spec.key()).hasToString("x");
    assertThat(spec.type()).isEqualTo("service");
    assertThat(spec.needs()).isEmpty();
    assertThat(spec.groups().getFirst().count()).isEqualTo(1);
    assertThat(spec.startsLater()).isFalse();
  }
}
