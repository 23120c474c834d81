import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Permitted } from '@regieboek/platform';

/** The bare address leads to the documentation. */
@ApiExcludeController()
@Controller()
export class WelcomeController {
  @Get()
  @Permitted('anyone')
  @Redirect('/docs', 302)
  welcome(): void {
    // The redirect is the answer.
  }
}
