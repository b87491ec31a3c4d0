package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Deployment.Group;
import dev.tripod.deployer.nomad.Evaluation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was observed of the rollout of one version of a job.
///
/// @param version the version that is rolled out
/// @param modifyIndex the modify index of its specification
/// @param desired how many allocations the live counts ask for, all groups together
/// @param deployments all known of the job, newest first
/// @param evaluations all known of the job, oldest first
public record Rollout(
    long version,
    long modifyIndex,
    int desired,
    List<Deployment> deployments,
    List<Allocation> allocations,
    List<Evaluation> evaluations) {

  /// The deployment of this version, where Nomad made one.
  public Optional<Deployment> deployment() {
    return deployments.stream()
        .filter(deployment -> deployment.specificationIndex() == modifyIndex)
        .findFirst();
  }

  /// Whether the canaries are healthy, and Nomad waits for a person's word.
  boolean waitsForPromotion() {
    return deployment()
        .filter(deployment -> deployment.description().contains("manual promotion"))
        .filter(deployment -> deployment.groups().values().stream().allMatch(Group::canariesWell))
        .isPresent();
  }

  /// Whether something newer came before this was rolled out, which is not Nomad's way back.
  boolean superseded() {
    return deployment()
        .map(deployment -> deployment.status().equals("cancelled"))
        .orElseGet(
            () ->
                allocations.stream()
                    .anyMatch(each -> each.wanted() && each.jobVersion() > version));
  }

  /// The same with a deployment that Nomad rolled back, which it may have forgotten.
  Rollout with(Deployment rolledBack) {
    if (takenBack(rolledBack.specificationIndex()).isPresent()) {
      return this;
    }
    var others =
        deployments.stream()
            .filter(each -> each.specificationIndex() != rolledBack.specificationIndex());
    var all = Stream.concat(others, Stream.of(rolledBack)).toList();
    return new Rollout(version, modifyIndex, desired, all, allocations, evaluations);
  }

  /// The rollout of the specification of that index, if Nomad rolled it back.
  Optional<Rollout> takenBack(long index) {
    return deployments.stream()
        .filter(deployment -> deployment.specificationIndex() == index)
        .filter(Deployment::rollsBack)
        .findFirst()
        .map(
            failed ->
                new Rollout(
                    failed.jobVersion(), index, desired, deployments, allocations, evaluations));
  }

  /// Allocations of this version, stopped ones too.
  public List<Allocation> ofThisVersion() {
    return allocations.stream().filter(allocation -> allocation.jobVersion() == version).toList();
  }

  /// Allocations of this version that are to run.
  List<Allocation> current() {
    return ofThisVersion().stream().filter(Allocation::wanted).toList();
  }

  /// Allocations of earlier versions that still run or are about to.
  List<Allocation> outdated() {
    return allocations.stream()
        .filter(allocation -> allocation.wanted() && !allocation.ended())
        .filter(allocation -> allocation.jobVersion() < version)
        .toList();
  }
}
