/// Consul as Tripod's services use it: who is healthy where, small shared values, and locks that a
/// frozen process cannot keep by mistake. The only package of the applications that speaks to it.
package dev.tripod.kit.consul;
