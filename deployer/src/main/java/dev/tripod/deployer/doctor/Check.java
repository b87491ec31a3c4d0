package dev.tripod.deployer.doctor;

import java.util.List;

/// One thing that a doctor looks at.
interface Check {
  /// In a few words, for when it does not come to a finding.
  String what();

  /// What was found; a fault is told as it is.
  List<Finding> look() throws Exception;
}
