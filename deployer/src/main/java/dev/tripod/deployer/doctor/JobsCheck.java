package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.Releases;
import dev.tripod.deployer.cluster.Variables;
import dev.tripod.deployer.deploy.Order;
import dev.tripod.deployer.deploy.OrderProblem;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.rollout.JobFiles;
import java.io.IOException;
import java.util.List;

/// Whether Nomad can read all job files, and an order can be found for them.
record JobsCheck(Setup setup) implements Check {
  @Override
  public String what() {
    return "job files";
  }

  @Override
  public List<Finding> look() throws IOException, InterruptedException {
    var cluster = setup.cluster();
    var variables = Variables.of(cluster, Releases.read(setup.releases()));
    var endpoint = Probe.first(Api.NOMAD, cluster.nomad()).endpoint();
    try (var nomad = new Nomad(endpoint, Nomad.HASTY)) {
      var jobs = Order.of(JobFiles.read(setup.jobs(), variables, nomad));
      return List.of(
          Finding.ok(what(), "All %d in %s can be read.".formatted(jobs.size(), setup.jobs())));
    } catch (JobFiles.BadJob | OrderProblem fault) {
      return List.of(
          Finding.fail(
              what(),
              fault.getMessage().lines().findFirst().orElse("A job file cannot be read."),
              "Correct it; `deployer plan` names all that is wrong."));
    }
  }
}
