import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES = { float32: 'DT_FLOAT', int32: 'DT_INT32' };
const shapeOf = (dims) => ({ dim: dims.map((size) => ({ size: String(size) })) });

/** Pixels on each side of what MoveNet Lightning sees. */
export const SIDE = 192;
/** Keypoints it answers. */
export const KEYPOINTS = 17;

/**
 * Builds a TF.js graph model of MoveNet Lightning's signature (int32 [1,192,192,3] → float [1,1,17,3] as y, x, score) node
 * by node. Names are the nodes' own; inputs are names.
 */
export class GraphModel {
  nodes = [];
  weights = [];
  buffers = [];

  constructor() {
    const shape = [1, SIDE, SIDE, 3];
    this.nodes.push({
      name: 'input',
      op: 'Placeholder',
      attr: { dtype: { type: 'DT_INT32' }, shape: { shape: shapeOf(shape) } },
    });
    this.nodes.push({
      name: 'picture',
      op: 'Cast',
      input: ['input'],
      attr: { SrcT: { type: 'DT_INT32' }, DstT: { type: 'DT_FLOAT' } },
    });
  }

  constant(name, shape, values, dtype = 'float32') {
    this.nodes.push({
      name,
      op: 'Const',
      attr: {
        dtype: { type: TYPES[dtype] },
        value: { tensor: { dtype: TYPES[dtype], tensorShape: shapeOf(shape) } },
      },
    });
    this.weights.push({ name, shape, dtype });
    const typed = dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
    this.buffers.push(Buffer.from(typed.buffer));
    return name;
  }

  operation(name, op, input, attr = {}) {
    this.nodes.push({ name, op, input, attr: { T: { type: 'DT_FLOAT' }, ...attr } });
    return name;
  }

  matMul(name, a, b) {
    return this.operation(name, 'MatMul', [a, b], { transpose_a: { b: false }, transpose_b: { b: false } });
  }

  reshape(name, input, shape) {
    const to = this.constant(`${name}/shape`, [shape.length], shape, 'int32');
    return this.operation(name, 'Reshape', [input, to], { Tshape: { type: 'DT_INT32' } });
  }

  /** The end: rows y, x and score, each [1, 17], become the answer. */
  answer(y, x, score) {
    const packed = this.operation('rows', 'Pack', [y, x, score], { N: { i: '3' }, axis: { i: '2' } });
    this.operation('Identity', 'Identity', [this.reshape('keypoints', packed, [1, 1, KEYPOINTS, 3])]);
  }

  /** Writes `model.json` and its weights into `folder`, as TF.js loads them. */
  async write(folder) {
    const shard = 'group1-shard1of1.bin';
    const tensor = (name, dtype, dims) => ({ [name]: { name, dtype, tensorShape: shapeOf(dims) } });
    const model = {
      format: 'graph-model',
      generatedBy: 'Reclimb tools/clips',
      signature: {
        inputs: tensor('input:0', 'DT_INT32', [1, SIDE, SIDE, 3]),
        outputs: tensor('Identity:0', 'DT_FLOAT', [1, 1, KEYPOINTS, 3]),
      },
      modelTopology: { node: this.nodes, versions: {}, library: {} },
      weightsManifest: [{ paths: [shard], weights: this.weights }],
    };
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, shard), Buffer.concat(this.buffers));
    await writeFile(path.join(folder, 'model.json'), JSON.stringify(model));
  }
}
