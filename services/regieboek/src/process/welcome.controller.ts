import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** The bare address leads to the documentation. */
@ApiExcludeController()
@Controller()
export class WelcomeController {
  @Get()
  @Redirect('/docs', 302)
  welcome(): void {
    // The redirect is the answer.
  }
}
