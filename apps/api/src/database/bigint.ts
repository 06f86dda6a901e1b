/** PostgreSQL's `bigint` comes as text; sizes and offsets stay far below 2^53. */
export const bigintAsNumber = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
