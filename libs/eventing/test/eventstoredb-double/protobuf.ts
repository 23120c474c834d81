/** The messages and services of the client package; CommonJS, so each module is imported as one object. */
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import rpc from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';

export { features, gossip, rpc, shared, streams };

/** Services in the form `Server.addService` takes. */
export const services = {
  gossip: gossipServices.GossipService,
  features: featureServices.ServerFeaturesService,
  streams: streamServices.StreamsService,
};
