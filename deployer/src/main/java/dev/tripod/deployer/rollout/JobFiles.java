package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.hcl.ScalingBlocks;
import dev.tripod.deployer.net.AtOnce;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The folder of job files, each parsed by Nomad itself.
public final class JobFiles {
  private static final String SUFFIX = ".nomad.hcl";
  private static final String UNKNOWN_VARIABLE = "Undefined variable";

  private JobFiles() {}

  /// A job file that cannot be used; the message names the file, and the line where there is one.
  public static final class BadJob extends RuntimeException {
    BadJob(String message) {
      super(message);
    }
  }

  /// Parses all job files, in the order of their names.
  ///
  /// @param variables the text of a variables file
  /// @throws BadJob with all that is wrong in any of them
  public static List<JobSpec> read(Path folder, String variables, Nomad nomad)
      throws InterruptedException {
    var parsed = AtOnce.all(files(folder), file -> parse(file, variables, nomad));
    var faults = parsed.stream().map(Parsed::fault).filter(fault -> !fault.isEmpty()).toList();
    if (!faults.isEmpty()) {
      throw new BadJob(String.join("\n", faults));
    }
    return distinct(parsed.stream().flatMap(file -> file.job().stream()).toList());
  }

  /// One file: a job, or what is wrong.
  private record Parsed(Optional<JobSpec> job, String fault) {}

  private static List<JobSpec> distinct(List<JobSpec> jobs) {
    var files = new HashMap<Object, String>();
    for (var job : jobs) {
      var other = files.put(job.key(), job.file());
      if (other != null) {
        throw new BadJob(
            "%s and %s both define the job %s".formatted(other, job.file(), job.key()));
      }
    }
    return jobs;
  }

  private static List<Path> files(Path folder) {
    try (var entries = Files.list(folder)) {
      var files = entries.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      if (files.isEmpty()) {
        throw new BadJob("%s holds no job file (*%s)".formatted(folder, SUFFIX));
      }
      return files;
    } catch (IOException e) {
      throw new BadJob(
          "The job files in %s cannot be read (%s); --jobs names another folder"
              .formatted(folder, e));
    }
  }

  private static Parsed parse(Path file, String variables, Nomad nomad) {
    try {
      var hcl = Files.readString(file);
      var json = nomad.parse(hcl, variables);
      var problems = ScalingBlocks.problems(file.toString(), hcl, json);
      if (!problems.isEmpty()) {
        return new Parsed(Optional.empty(), String.join("\n", problems));
      }
      var source = Source.hcl(hcl, variables);
      return new Parsed(Optional.of(JobSpec.of(file.toString(), json, source)), "");
    } catch (NomadRefused e) {
      if (e.forbidden()) {
        throw e;
      }
      return new Parsed(Optional.empty(), explain(file, e.getMessage()));
    } catch (IOException e) {
      return new Parsed(Optional.empty(), "%s cannot be read (%s)".formatted(file, e));
    }
  }

  /// Nomad calls the file `input.hcl`, and beside a real fault it lists every variable that the job
  /// does not declare, which is none.
  private static String explain(Path file, String message) {
    var faults =
        message
            .replaceFirst("^Failed to parse job: ", "")
            .lines()
            .filter(line -> !line.contains(UNKNOWN_VARIABLE))
            .map(line -> line.replaceFirst("^input\\.hcl:", file + ":"))
            .map(line -> line.replaceFirst("^<nil>:", file + ":"))
            .collect(Collectors.joining("\n"));
    return message.contains("Unset variable \"releases\"")
        ? faults
            + "\nNo releases are known: run ansible/release.yml, or name the file by --releases."
        : faults;
  }
}
