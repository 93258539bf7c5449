/** Where the site has what a report speaks of. The site itself says so, in a file; without a site there are no places. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { claimTagsOf } from '../claims/claim-scenarios';
import { own } from '../engine/golang/map';

/** In the folder of the site. */
export const PLACES_FILE = 'places.json';

/** Pages of the site, from its root. */
export interface PlacesFile {
  /** By id. */
  readonly claims: Readonly<Record<string, string>>;
  /** What a claim says, by its id. */
  readonly texts: Readonly<Record<string, string>>;
  /** `Chapter 3.3: Role and RoleBinding`, by page. */
  readonly chapters: Readonly<Record<string, string>>;
  /** By `FILE:LINE` of the scenario, or of its row of examples. */
  readonly scenarios: Readonly<Record<string, string>>;
}

export interface Link {
  readonly id: string;
  readonly address: string;
}

/** Where a claim is in its document. */
export interface PlaceInDocument {
  readonly chapter: string;
  /** The id of the claim and what it says. */
  readonly claim: string;
}

const idsOf = (tags: readonly string[]): readonly string[] => [...new Set(tags.flatMap((tag) => claimTagsOf(tag, 0)).map(({ id }) => id))];

export class SitePlaces {
  static readonly none = new SitePlaces('', { claims: {}, texts: {}, chapters: {}, scenarios: {} });

  private constructor(
    readonly folder: string,
    private readonly file: PlacesFile,
  ) {}

  /** Of the site in a folder. */
  static in(folder: string): SitePlaces {
    const file = path.join(folder, PLACES_FILE);
    return existsSync(file) ? new SitePlaces(folder, JSON.parse(readFileSync(file, 'utf8')) as PlacesFile) : SitePlaces.none;
  }

  /** The claims that tags name. The addresses are relative to a folder, or whole where none is given. */
  claimsOf(tags: readonly string[], from?: string): readonly Link[] {
    return idsOf(tags).flatMap((id) => {
      const page = own(this.file.claims, id);
      return page === undefined ? [] : [{ id, address: this.#address(page, from) }];
    });
  }

  /** The claims that tags name, with their chapters. */
  inDocument(tags: readonly string[]): readonly PlaceInDocument[] {
    return idsOf(tags).flatMap((id) => {
      const chapter = own(this.file.chapters, own(this.file.claims, id)?.split('#')[0] ?? '');
      return chapter === undefined ? [] : [{ chapter, claim: `${id}: ${own(this.file.texts, id) ?? ''}` }];
    });
  }

  chaptersOf(tags: readonly string[]): readonly string[] {
    return [...new Set(this.inDocument(tags).map(({ chapter }) => chapter))];
  }

  scenario(uri: string, line: number, from?: string): string | undefined {
    const page = own(this.file.scenarios, `${uri}:${line}`);
    return page === undefined ? undefined : this.#address(page, from);
  }

  #address(page: string, from: string | undefined): string {
    const whole = (folder: string): string => `${pathToFileURL(folder).href}/${page}`;
    return from === undefined ? whole(this.folder) : `${path.relative(from, this.folder).split(path.sep).join('/')}/${page}`;
  }
}
