import { ModulesContainer } from '@nestjs/core';
import { type TestApp } from './test-app.js';

/** The browsable description and its files, all of them the same to everybody. */
const DOCS = /^\/api\/docs\b.*/;

/** What the router has, but for HEAD, which every GET route answers too. `ALL`: a route that takes every method. */
export function declaredRoutes({ app }: TestApp): string[] {
  const { router } = app.getHttpAdapter().getInstance() as {
    router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
  };
  const routes = router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = Object.keys(route.methods);
    const names = methods.length === 1 ? methods : ['all'];
    return names.map((method) => `${method.toUpperCase()} ${route.path.replace(DOCS, '/api/docs')}`);
  });
  return [...new Set(routes)];
}

/** What the gateways declare: `connect` and each event of each namespace. */
export function declaredEvents({ app }: TestApp): string[] {
  const providers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.providers.values(),
  ]);
  return providers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const options = Reflect.getMetadata('websockets:gateway_options', metatype) as
      { namespace: string } | undefined;
    if (!options) return [];
    const methods = metatype.prototype as Record<string, object>;
    const events = Object.getOwnPropertyNames(methods).flatMap((name) => {
      const event = Reflect.getMetadata('message', methods[name] as object) as string | undefined;
      return event === undefined ? [] : [event];
    });
    return ['connect', ...events].map((event) => `${options.namespace} ${event}`);
  });
}
