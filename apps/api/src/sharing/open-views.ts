import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Looking, SharesRepository } from './shares.repository.js';

/** Somebody who looks at a session now: a replay's connection, or a download that is under way. */
export interface View extends Looking {
  /** Nothing more is to be seen. */
  close(): void;
}

/** How soon it is noticed that a link has expired, or that another server has revoked it or deleted its session. */
const LOOK_MS = 1000;

/** Who looks at which session on this server; closes what is not to be seen any more. */
@Injectable()
export class OpenViews implements OnModuleDestroy {
  private readonly logger = new Logger('OpenViews');
  private readonly views = new Set<View>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly shares: SharesRepository) {}

  onModuleDestroy(): void {
    this.views.clear();
    clearTimeout(this.timer);
  }

  /** Watches over a view until the returned function is called. */
  add(view: View): () => void {
    this.views.add(view);
    this.timer ??= setTimeout(() => void this.look(), LOOK_MS);
    return () => this.views.delete(view);
  }

  /** Cuts off everybody who looks by this link. */
  endShare(shareId: string): void {
    this.end((view) => view.shareId === shareId);
  }

  private end(isOver: (view: View) => boolean): void {
    for (const view of [...this.views].filter(isOver)) {
      this.views.delete(view);
      view.close();
    }
  }

  /** One question to the database for all views. */
  private async look(): Promise<void> {
    const different = new Map([...this.views].map((view) => [keyOf(view), view]));
    try {
      const ended = different.size > 0 ? await this.shares.ended([...different.values()]) : [];
      const over = new Set(ended.map(keyOf));
      if (over.size > 0) this.end((view) => over.has(keyOf(view)));
    } catch (error) {
      this.logger.warn(error);
    }
    this.timer = this.views.size > 0 ? setTimeout(() => void this.look(), LOOK_MS) : undefined;
  }
}

const keyOf = ({ sessionId, shareId }: Looking) => shareId ?? sessionId;
