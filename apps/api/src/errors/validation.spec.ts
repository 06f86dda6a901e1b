import * as z from 'zod';
import { validationError, validationPipe } from './validation.js';

const refusal = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('Expected a refusal');
  return validationError(parsed.error.issues);
};

describe('validationError', () => {
  const schema = z.strictObject({ name: z.string(), pose: z.strictObject({ score: z.number() }) });

  it('names each refused field by its path', () => {
    const { code, details } = refusal(schema, { name: 1, pose: { score: 'high' } });
    expect(code).toBe('validation_failed');
    expect(details?.errors?.map(({ path }) => path)).toEqual(['name', 'pose.score']);
  });

  it('names an unknown field by its path too, so that a misspelt one is found', () => {
    const { message, details } = refusal(schema, { name: '', nmae: '', pose: { score: 1, socre: 1, x: 1 } });
    expect(details?.errors).toEqual([
      { path: 'pose.socre', message: 'Unknown field' },
      { path: 'pose.x', message: 'Unknown field' },
      { path: 'nmae', message: 'Unknown field' },
    ]);
    expect(message).toBe('pose.socre: Unknown field');
  });
});

describe(validationPipe.name, () => {
  it('refuses what the schema itself trips over', async () => {
    // As JSON can hold it: a length that cannot be compared with a number.
    const value = { name: { length: { toString: 'x' } } };
    const schema = z.strictObject({ name: z.string().min(1) });
    const checked = validationPipe().transform(value, { type: 'body', schema });
    await expect(checked).rejects.toMatchObject({ code: 'validation_failed' });
  });
});
