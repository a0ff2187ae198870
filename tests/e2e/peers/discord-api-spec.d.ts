/** The package ships no types for its schemas. */
declare module 'discord-api-spec/zod' {
  import type { core } from 'zod'
  export const ApplicationCommandAutocompleteCallbackRequestSchema: core.$ZodType
  export const ApplicationCommandResponseSchema: core.$ZodType
  export const ApplicationCommandUpdateRequestSchema: core.$ZodType
  export const CreateMessageInteractionCallbackRequestSchema: core.$ZodType
  export const CreatePrivateChannelRequestSchema: core.$ZodType
  export const ErrorResponseSchema: core.$ZodType
  export const GatewayBotResponseSchema: core.$ZodType
  export const IncomingWebhookRequestPartialSchema: core.$ZodType
  export const IncomingWebhookUpdateRequestPartialSchema: core.$ZodType
  export const InteractionCallbackResponseSchema: core.$ZodType
  export const MessageCreateRequestSchema: core.$ZodType
  export const MessageEditRequestPartialSchema: core.$ZodType
  export const MessageResponseSchema: core.$ZodType
  export const ModalInteractionCallbackRequestSchema: core.$ZodType
  export const PrivateChannelResponseSchema: core.$ZodType
  export const RatelimitedResponseSchema: core.$ZodType
  export const UpdateMessageInteractionCallbackRequestSchema: core.$ZodType
}
