/**
 * The protocol between nodes, database and admin servlet, played on one thread from a seed: the
 * real classes on simulated ports, with everything going wrong that can.
 */
package dev.latchkey.admin.simulation;
