/// Redis without Sentinel: one keeper per node looks after the node's Redis instances, under one
/// lock in Consul. The argument is in docs/adr/0011-an-ok-survives-a-machine.md.
///
/// [Rules] decides (pure), [Keeper] observes and acts, [Publisher] tells Consul what each instance
/// is.
package dev.tripod.keeper;
