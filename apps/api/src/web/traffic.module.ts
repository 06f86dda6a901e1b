import { Global, Module } from '@nestjs/common';
import { HttpTraffic } from './http-traffic.js';
import { SocketTraffic } from './socket-traffic.js';

/** What is under way between this process and its clients. */
@Global()
@Module({ providers: [HttpTraffic, SocketTraffic], exports: [HttpTraffic, SocketTraffic] })
export class TrafficModule {}
